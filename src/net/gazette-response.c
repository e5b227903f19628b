/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-net-private.h"

G_DEFINE_BOXED_TYPE (GazetteResponse, gazette_response, gazette_response_ref, gazette_response_unref)

/* A value of a header is bytes (RFC 9110, 5.5). Nearly always they are ASCII;
 * what is not UTF-8 is Latin-1, as it was in the beginning. */
static char *
dup_text (const char *value)
{
  if (g_utf8_validate (value, -1, NULL))
    return g_strdup (value);

  return g_convert (value, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

static void
collect_header_cb (const char *name,
                   const char *value,
                   gpointer    user_data)
{
  GHashTable *headers = user_data;
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *text = dup_text (value);
  const char *before = g_hash_table_lookup (headers, lower);

  if (text == NULL || !g_utf8_validate (lower, -1, NULL))
    return;

  /* RFC 9110, 5.3: a field that is repeated is one whose values are joined. */
  if (before != NULL)
    {
      g_autofree char *joined = g_strconcat (before, ", ", text, NULL);

      g_hash_table_insert (headers, g_steal_pointer (&lower), g_steal_pointer (&joined));
    }
  else
    {
      g_hash_table_insert (headers, g_steal_pointer (&lower), g_steal_pointer (&text));
    }
}

/* A validator is sent back byte by byte or not at all (RFC 9110, 8.8), and is
 * kept as text until then. */
static char *
dup_validator (SoupMessageHeaders *headers,
               const char         *name)
{
  const char *value = soup_message_headers_get_one (headers, name);

  return value != NULL && *value != '\0' && g_utf8_validate (value, -1, NULL) ? g_strdup (value) : NULL;
}

/*
 * gazette_response_new:
 * @url: the address that answered
 * @moved_to: (nullable): where the address that was asked has moved for good
 * @message: what was answered
 * @body: the decoded body
 *
 * Returns: (transfer full): the answer as a value
 */
GazetteResponse *
gazette_response_new (const char  *url,
                      const char  *moved_to,
                      SoupMessage *message,
                      GBytes      *body)
{
  GazetteResponse *self = g_atomic_rc_box_new0 (GazetteResponse);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  self->url = g_strdup (url);
  self->moved_to = g_strdup (moved_to);
  self->not_modified = soup_message_get_status (message) == SOUP_STATUS_NOT_MODIFIED;
  self->etag = dup_validator (headers, "ETag");
  self->last_modified = dup_validator (headers, "Last-Modified");
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_foreach (headers, collect_header_cb, self->headers);
  self->content_type = g_strdup (g_hash_table_lookup (self->headers, "content-type"));
  self->body = g_bytes_ref (body);

  return self;
}

/**
 * gazette_response_ref:
 * @self: an answer
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteResponse *
gazette_response_ref (GazetteResponse *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_response (gpointer data)
{
  GazetteResponse *self = data;

  g_free (self->url);
  g_free (self->moved_to);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self->content_type);
  g_hash_table_unref (self->headers);
  g_bytes_unref (self->body);
}

/**
 * gazette_response_unref:
 * @self: (transfer full): an answer
 *
 * Drops a reference, on any thread.
 */
void
gazette_response_unref (GazetteResponse *self)
{
  g_atomic_rc_box_release_full (self, clear_response);
}
