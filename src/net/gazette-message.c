/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-net-private.h"

static void
add_header (SoupMessage *message,
            const char  *name,
            const char  *value)
{
  /* What a library was told to keep is not trusted to be one line. */
  if (value != NULL && strpbrk (value, "\r\n") == NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), name, value);
}

/* RFC 7617: the name and password of an address are for the server of that
 * very address. */
static void
add_credentials (SoupMessage *message)
{
  GUri *uri = soup_message_get_uri (message);
  const char *password = g_uri_get_password (uri);
  g_autofree char *pair = NULL;
  g_autofree char *encoded = NULL;
  g_autofree char *value = NULL;

  if (g_uri_get_user (uri) == NULL)
    return;

  pair = g_strconcat (g_uri_get_user (uri), ":", password != NULL ? password : "", NULL);
  encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  value = g_strconcat ("Basic ", encoded, NULL);
  add_header (message, "Authorization", value);
}

/*
 * gazette_message_new:
 * @url: what to ask
 * @accept: (nullable): value of the Accept header
 * @etag: (nullable): a validator
 * @last_modified: (nullable): a validator
 *
 * Returns: (transfer full) (nullable): a request as it is sent, whose redirects
 *   are not followed; %NULL when @url is no address
 */
SoupMessage *
gazette_message_new (const char *url,
                     const char *accept,
                     const char *etag,
                     const char *last_modified)
{
  g_autoptr(GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  SoupMessage *message;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;

  message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  /* RFC 9110, 12.5.1. Accept-Encoding (12.5.3) is added by libsoup. */
  add_header (message, "Accept", accept != NULL ? accept : "*/*");
  /* RFC 9110, 13.1.2 and 13.1.3: both, for servers that know only one. */
  add_header (message, "If-None-Match", etag);
  add_header (message, "If-Modified-Since", last_modified);
  add_credentials (message);

  return message;
}

/*
 * gazette_message_add_headers:
 * @message: a request that was not sent yet
 * @headers: (nullable): names and values in turn
 *
 * Adds what is sent besides, or in the place of what is sent always. A name or
 * value that is not one line is left out.
 */
void
gazette_message_add_headers (SoupMessage *message,
                             const char *const *headers)
{
  for (guint i = 0; headers != NULL && headers[i] != NULL && headers[i + 1] != NULL; i += 2)
    {
      if (*headers[i] == '\0' || strpbrk (headers[i], "\r\n: ") != NULL)
        continue;
      soup_message_headers_remove (soup_message_get_request_headers (message), headers[i]);
      add_header (message, headers[i], headers[i + 1]);
    }
}

/*
 * gazette_message_ask_for_rest:
 * @message: a request that was not sent yet
 * @offset: how many bytes of the answer are there already
 * @validator: what gazette_message_dup_validator() gave for them
 *
 * Asks for the bytes after these, or for all if they are of another body
 * (RFC 9110, 13.1.5 and 14.2).
 */
void
gazette_message_ask_for_rest (SoupMessage *message,
                              goffset      offset,
                              const char  *validator)
{
  soup_message_headers_set_range (soup_message_get_request_headers (message), offset, -1);
  add_header (message, "If-Range", validator);
}

/*
 * gazette_message_is_rest:
 * @message: an answer
 * @offset: as it was asked for
 * @validator: as it was asked for
 *
 * A server may send another part, or one of something else (RFC 9110, 15.3.7).
 *
 * Returns: whether it is the rest that was asked for
 */
gboolean
gazette_message_is_rest (SoupMessage *message,
                         goffset      offset,
                         const char  *validator)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *own = soup_message_headers_get_one (headers, validator[0] == '"' ? "ETag" : "Last-Modified");
  goffset start;
  goffset end;
  goffset length;

  return soup_message_get_status (message) == SOUP_STATUS_PARTIAL_CONTENT &&
         soup_message_headers_get_content_range (headers, &start, &end, &length) && start == offset &&
         soup_message_headers_get_one (headers, "Content-Encoding") == NULL &&
         (own == NULL || g_str_equal (own, validator));
}

/*
 * gazette_message_dup_validator:
 * @message: an answer
 *
 * Only what changes with each byte tells whether a rest belongs to a part: an ETag that
 * is strong, else a date that was over when the answer was sent (RFC 9110, 8.8.2.2). Of
 * a body that is coded, libsoup counts other bytes than the server.
 *
 * Returns: (transfer full) (nullable): what the rest of its body can be asked for with
 */
char *
gazette_message_dup_validator (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *etag = soup_message_headers_get_one (headers, "ETag");
  const char *modified = soup_message_headers_get_one (headers, "Last-Modified");
  const char *sent = soup_message_headers_get_one (headers, "Date");
  g_autoptr(GDateTime) before = modified != NULL ? soup_date_time_new_from_http_string (modified) : NULL;
  g_autoptr(GDateTime) date = sent != NULL ? soup_date_time_new_from_http_string (sent) : NULL;

  if (soup_message_headers_get_one (headers, "Content-Encoding") != NULL)
    return NULL;
  if (etag != NULL)
    return etag[0] == '"' && strpbrk (etag, "\r\n") == NULL ? g_strdup (etag) : NULL;
  if (before == NULL || date == NULL || g_date_time_to_unix (before) >= g_date_time_to_unix (date))
    return NULL;

  return strpbrk (modified, "\r\n") == NULL ? g_strdup (modified) : NULL;
}

/*
 * gazette_message_dup_place:
 * @message: a request
 *
 * Returns: (transfer full): host and port, of which only so many are asked at once
 */
char *
gazette_message_dup_place (SoupMessage *message)
{
  GUri *uri = soup_message_get_uri (message);
  int port = g_uri_get_port (uri);

  if (port < 0)
    port = g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;

  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), port);
}

/*
 * gazette_message_is_redirect:
 * @message: an answer
 * @permanent: (out): whether for good
 *
 * Returns: whether it sends elsewhere (RFC 9110, 15.4)
 */
gboolean
gazette_message_is_redirect (SoupMessage *message,
                             gboolean    *permanent)
{
  guint status = soup_message_get_status (message);

  *permanent = status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_PERMANENT_REDIRECT;

  return *permanent || status == SOUP_STATUS_FOUND || status == SOUP_STATUS_SEE_OTHER ||
         status == SOUP_STATUS_TEMPORARY_REDIRECT;
}

/*
 * gazette_message_is_good:
 * @message: an answer
 *
 * Whether it is one to what was asked: 304 only makes sense for who has sent a
 * validator (RFC 9110, 13.1), and a part (206) is looked at by gazette_message_is_rest().
 *
 * Returns: whether it is a success
 */
gboolean
gazette_message_is_good (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  guint status = soup_message_get_status (message);

  if (status == SOUP_STATUS_NOT_MODIFIED)
    return soup_message_headers_get_one (headers, "If-None-Match") != NULL ||
           soup_message_headers_get_one (headers, "If-Modified-Since") != NULL;

  return SOUP_STATUS_IS_SUCCESSFUL (status) && status != SOUP_STATUS_PARTIAL_CONTENT;
}

/*
 * gazette_message_get_length:
 * @message: an answer
 *
 * Returns: what the server says of the length of the body, before decoding; -1
 *   when it does not
 */
goffset
gazette_message_get_length (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  /* RFC 9110, 8.6: in a 304 it is about what is not sent. */
  if (soup_message_get_status (message) == SOUP_STATUS_NOT_MODIFIED ||
      soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    return -1;

  return soup_message_headers_get_content_length (headers);
}
