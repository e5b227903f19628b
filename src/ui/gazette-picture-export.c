/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-picture-decode.h"
#include "gazette-picture-export.h"
#include "gazette-picture-kind.h"
#include "gazette-ticket.h"
#include "gazette-toast.h"

/* In characters, the ending not counted. */
#define MAX_NAME 80

typedef struct
{
  GWeakRef  from;
  char     *url;
  char     *alt;
  GBytes   *bytes;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_weak_ref_clear (&save->from);
  g_free (save->url);
  g_free (save->alt);
  g_clear_pointer (&save->bytes, g_bytes_unref);
  g_free (save);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Save *save = user_data;
  g_autoptr(GtkWidget) from = g_weak_ref_get (&save->from);
  g_autoptr(GError) error = NULL;
  g_autofree char *message = NULL;

  g_file_replace_contents_finish (G_FILE (object), result, NULL, &error);
  if (error != NULL)
    /* TRANSLATORS: %s is the reason, such as “Permission denied” */
    message = g_strdup_printf (_("The picture could not be saved: %s. Choose another folder."), error->message);
  if (from != NULL)
    gazette_toast_tell (from, message != NULL ? message : _("Picture saved"));
  save_free (save);
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Save *save = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file == NULL)
    save_free (save);
  else
    g_file_replace_contents_bytes_async (file, save->bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                         written_cb, save);
}

/* What is told about in a toast, from where it was asked for. */
static gboolean
tell_failure (DexFuture *future,
              GtkWidget *from)
{
  g_autoptr(GError) error = NULL;

  if (dex_future_get_value (future, &error) != NULL)
    return FALSE;

  gazette_toast_tell (from, error->domain == GAZETTE_ERROR ? error->message : _("The picture could not be loaded."));

  return TRUE;
}

static DexFuture *
loaded_to_save_cb (DexFuture *future,
                   gpointer   user_data)
{
  Save *loaded = user_data;
  g_autoptr(GtkWidget) from = g_weak_ref_get (&loaded->from);
  g_autoptr(GtkFileDialog) dialog = NULL;
  g_autofree char *name = NULL;
  GtkRoot *root;
  Save *save;

  if (from == NULL || tell_failure (future, from))
    return NULL;

  save = g_new0 (Save, 1);
  g_weak_ref_init (&save->from, from);
  save->bytes = g_value_dup_boxed (dex_future_get_value (future, NULL));
  name = gazette_picture_dup_file_name (loaded->url, loaded->alt, save->bytes);
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _("Save Picture"));
  gtk_file_dialog_set_initial_name (dialog, name);
  root = gtk_widget_get_root (from);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb, save);

  return NULL;
}

/**
 * gazette_picture_save_as:
 * @from: a widget in the window that asks
 * @newsroom: who has the picture, or gets it
 * @url: its address
 * @alt: (nullable): what it shows
 *
 * Asks where to save a picture, and saves it as it was published. What comes of
 * that is told in the window.
 */
void
gazette_picture_save_as (GtkWidget       *from,
                         GazetteNewsroom *newsroom,
                         const char      *url,
                         const char      *alt)
{
  Save *save = g_new0 (Save, 1);

  g_weak_ref_init (&save->from, from);
  save->url = g_strdup (url);
  save->alt = g_strdup (alt);
  dex_future_disown (dex_future_finally (gazette_newsroom_load_picture (newsroom, url), loaded_to_save_cb,
                                         save, save_free));
}

static DexFuture *
loaded_to_copy_cb (DexFuture *future,
                   gpointer   user_data)
{
  return gazette_picture_decode (g_value_get_boxed (dex_future_get_value (future, NULL)), 0);
}

static DexFuture *
decoded_to_copy_cb (DexFuture *future,
                    gpointer   user_data)
{
  g_autoptr(GtkWidget) from = gazette_ticket_dup_owner (user_data);
  GazetteDecoded *decoded;

  if (from == NULL || tell_failure (future, from))
    return NULL;

  decoded = g_value_get_boxed (dex_future_get_value (future, NULL));
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (from), decoded->texture);
  gazette_toast_tell (from, _("Picture copied"));

  return NULL;
}

/**
 * gazette_picture_copy:
 * @from: a widget in the window that asks
 * @newsroom: who has the picture, or gets it
 * @url: its address
 *
 * Puts a picture on the clipboard, as large as it is by itself. What comes of
 * that is told in the window.
 */
void
gazette_picture_copy (GtkWidget       *from,
                      GazetteNewsroom *newsroom,
                      const char      *url)
{
  DexFuture *future = gazette_newsroom_load_picture (newsroom, url);

  future = dex_future_then (future, loaded_to_copy_cb, NULL, NULL);
  dex_future_disown (dex_future_finally (future, decoded_to_copy_cb, gazette_ticket_new (from, 0),
                                         gazette_ticket_free));
}

/**
 * gazette_picture_copy_address:
 * @from: a widget in the window that asks
 * @url: the address of a picture
 *
 * Puts the address on the clipboard, and says so.
 */
void
gazette_picture_copy_address (GtkWidget  *from,
                              const char *url)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (from), url);
  gazette_toast_tell (from, _("Address copied"));
}

/* What the last part of the path calls it, without the ending. */
static char *
dup_name_in_address (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autofree char *name = NULL;
  char *dot;

  if (uri == NULL || g_strcmp0 (g_uri_get_scheme (uri), "data") == 0 || g_str_has_suffix (g_uri_get_path (uri), "/"))
    return NULL;

  name = g_path_get_basename (g_uri_get_path (uri));
  dot = strrchr (name, '.');
  if (dot != NULL && strlen (dot) <= 5)
    *dot = 0;

  return g_steal_pointer (&name);
}

/* Nothing that leads to another folder, hides the file or means something to
 * another system; on one line. */
static char *
dup_harmless (const char *name)
{
  g_autoptr(GString) harmless = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  guint n = 0;

  for (const char *p = valid; *p != 0 && n < MAX_NAME; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        c = ' ';
      if (!g_unichar_isprint (c) || c == 0xfffd || (c < 128 && strchr ("/\\:*?\"<>|", (int) c) != NULL) ||
          (harmless->len == 0 && (c == '.' || c == ' ')))
        continue;
      g_string_append_unichar (harmless, c);
      n++;
    }

  return g_strchomp (g_string_free_and_steal (g_steal_pointer (&harmless)));
}

/**
 * gazette_picture_dup_file_name:
 * @url: the address of a picture
 * @alt: (nullable): what it shows
 * @bytes: the picture
 *
 * Makes up a name for a file: that of the address, else what it shows, with the
 * ending that belongs to what the picture is.
 *
 * Returns: (transfer full): a name without folders
 */
char *
gazette_picture_dup_file_name (const char *url,
                               const char *alt,
                               GBytes     *bytes)
{
  g_autofree char *in_address = dup_name_in_address (url);
  const char *const names[] = { in_address, alt, C_("name of a file", "Picture") };
  const char *ending = gazette_picture_get_ending (bytes);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = names[i] != NULL ? dup_harmless (names[i]) : NULL;

      if (name != NULL && name[0] != 0)
        return g_strconcat (name, ending != NULL ? "." : "", ending, NULL);
    }

  return g_strdup ("picture");
}
