/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <unistd.h>

#include "gazette-fetcher.h"
#include "gazette-input.h"
#include "gazette-url.h"

static GBytes *
load_standard_input (GError **error)
{
  g_autoptr(GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (memory, input, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) < 0)
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
load_file (const char  *place,
           GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (place);

  return g_file_load_bytes (file, NULL, NULL, error);
}

static GazetteResponse *
fetch (const char  *url,
       const char  *accept,
       GError     **error)
{
  g_autoptr(GazetteFetcher) fetcher = gazette_fetcher_new ();
  GazetteRequest request = { .url = url, .accept = accept };
  g_autoptr(DexFuture) future = gazette_fetcher_fetch (fetcher, &request);
  const GValue *value;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  value = dex_future_get_value (future, error);

  return value != NULL ? g_value_dup_boxed (value) : NULL;
}

/* Of a file that is not what a page is by its name. */
static char *
dup_type_of_file (const char *place)
{
  static const char *const types[][2] = {
    { ".md", "text/markdown" }, { ".markdown", "text/markdown" }, { ".txt", "text/plain" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_str_has_suffix (place, types[i][0]))
        return g_strdup (types[i][1]);
    }

  return NULL;
}

/*
 * gazette_input_load:
 * @place: a web address, the name of a file, or "-" for the standard input
 * @request_url: (nullable): what to ask for instead of @place, if that is a web
 *   address
 * @accept: (nullable): value of the Accept header
 * @error: return location for an error
 *
 * Loads what is to be inspected. Waits for it.
 *
 * Returns: (transfer full): what is there
 */
GazetteInput *
gazette_input_load (const char  *place,
                    const char  *request_url,
                    const char  *accept,
                    GError     **error)
{
  g_autoptr(GazetteInput) self = g_new0 (GazetteInput, 1);

  if (gazette_url_is_web (place))
    {
      g_autoptr(GazetteResponse) response = fetch (request_url != NULL ? request_url : place, accept, error);

      if (response == NULL)
        return NULL;
      self->answer.body = g_bytes_ref (response->body);
      self->answer.headers = g_hash_table_ref (response->headers);
      self->answer.content_type = self->content_type = g_strdup (response->content_type);
      gazette_input_set_base (self, response->url);
    }
  else
    {
      self->answer.body = g_strcmp0 (place, "-") == 0 ? load_standard_input (error) : load_file (place, error);
      self->content_type = dup_type_of_file (place);
    }

  return self->answer.body != NULL ? g_steal_pointer (&self) : NULL;
}

/*
 * gazette_input_set_base:
 * @self: an input
 * @url: where it is from
 *
 * What is relative in it is relative to this address.
 */
void
gazette_input_set_base (GazetteInput *self,
                        const char   *url)
{
  g_set_str (&self->url, url);
  self->answer.url = self->url;
}

/*
 * gazette_input_free:
 * @self: (transfer full): an input
 */
void
gazette_input_free (GazetteInput *self)
{
  g_clear_pointer (&self->answer.body, g_bytes_unref);
  g_clear_pointer (&self->answer.headers, g_hash_table_unref);
  g_free (self->url);
  g_free (self->content_type);
  g_free (self);
}
