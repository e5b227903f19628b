/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What files that come with articles are called. */

#include "config.h"

#include <string.h>

#include "gazette-article.h"
#include "gazette-file-name.h"
#include "gazette-url.h"

/**
 * gazette_attachment_dup_name:
 * @self: an attachment
 *
 * Returns: (transfer full): what to call it: its title, else the name of its file, else
 *   where it is
 */
char *
gazette_attachment_dup_name (const GazetteAttachment *self)
{
  g_autoptr(GUri) uri = NULL;
  g_autofree char *name = NULL;
  char *host;

  if (self->title != NULL && self->title[0] != 0)
    return g_strdup (self->title);

  uri = g_uri_parse (self->url, G_URI_FLAGS_NONE, NULL);
  name = uri != NULL ? g_path_get_basename (g_uri_get_path (uri)) : NULL;
  if (name != NULL && name[0] != 0 && name[0] != '/' && name[0] != '.')
    return g_steal_pointer (&name);

  host = gazette_url_dup_host (self->url);

  return host != NULL ? host : g_strdup (self->url);
}

/* Ends of names that say of what kind a file is. */
static const struct
{
  const char *ending;
  const char *type;
} endings[] = {
  { ".mp3", "audio/mpeg" },   { ".m4a", "audio/mp4" },       { ".m4a", "audio/x-m4a" },  { ".ogg", "audio/ogg" },
  { ".opus", "audio/opus" },  { ".oga", "audio/ogg" },       { ".flac", "audio/flac" },  { ".wav", "audio/wav" },
  { ".aac", "audio/aac" },    { ".mp4", "video/mp4" },       { ".m4v", "video/mp4" },    { ".webm", "video/webm" },
  { ".ogv", "video/ogg" },    { ".mov", "video/quicktime" }, { ".mkv", "video/x-matroska" },
  { ".pdf", "application/pdf" }, { ".epub", "application/epub+zip" },
};

/* That of the file in the path of an address, or NULL. */
static char *
dup_ending (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *name = uri != NULL ? g_path_get_basename (g_uri_get_path (uri)) : NULL;
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;
  gsize length = dot != NULL ? strlen (dot + 1) : 0;

  if (length == 0 || length > 5 ||
      strspn (dot + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != length)
    return NULL;

  return g_ascii_strdown (dot, -1);
}

/**
 * gazette_attachment_dup_file_name:
 * @self: an attachment
 *
 * Returns: (transfer full): what to call a file with it, with an ending by which
 *   programs know what it is, as far as that can be told
 */
char *
gazette_attachment_dup_file_name (const GazetteAttachment *self)
{
  g_autofree char *name = gazette_attachment_dup_name (self);
  g_autofree char *ending = NULL;

  for (guint i = 0; ending == NULL && self->type != NULL && i < G_N_ELEMENTS (endings); i++)
    {
      if (g_ascii_strncasecmp (self->type, endings[i].type, strlen (endings[i].type)) == 0)
        ending = g_strdup (endings[i].ending);
    }
  if (ending == NULL)
    ending = dup_ending (self->url);
  if (ending != NULL && strlen (name) > strlen (ending) &&
      g_ascii_strcasecmp (name + strlen (name) - strlen (ending), ending) == 0)
    name[strlen (name) - strlen (ending)] = '\0';

  return gazette_file_name_new (name, ending != NULL ? ending : "");
}

/**
 * gazette_attachment_new_for_media:
 * @url: (nullable): an address
 * @title: (nullable): plain text
 *
 * Returns: (transfer full) (nullable): an attachment, where the address is that of a
 *   sound or film by the end of its path
 */
GazetteAttachment *
gazette_attachment_new_for_media (const char *url,
                                  const char *title)
{
  g_autofree char *ending = gazette_url_is_web (url) ? dup_ending (url) : NULL;

  for (guint i = 0; ending != NULL && i < G_N_ELEMENTS (endings); i++)
    {
      GazetteAttachment *self;

      if (strcmp (ending, endings[i].ending) != 0 || g_str_has_prefix (endings[i].type, "application/"))
        continue;
      self = gazette_attachment_new (url);
      self->type = g_strdup (endings[i].type);
      self->title = g_strdup (title);

      return self;
    }

  return NULL;
}
