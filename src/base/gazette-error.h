/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GAZETTE_ERROR:
 *
 * Error domain for everything that a person may be told about. The message of
 * an error in this domain is translated, in plain words, and can be shown as
 * it is: what happened, then what to do.
 */
#define GAZETTE_ERROR (gazette_error_quark ())

/**
 * GazetteError:
 * @GAZETTE_ERROR_FAILED: none of the others
 * @GAZETTE_ERROR_BAD_ADDRESS: what was typed or linked is not a web address
 * @GAZETTE_ERROR_UNKNOWN_HOST: the name of the host does not resolve
 * @GAZETTE_ERROR_UNREACHABLE: no network, refused or broken connection
 * @GAZETTE_ERROR_TLS: no secure connection could be made
 * @GAZETTE_ERROR_TIMED_OUT: the server did not answer in time
 * @GAZETTE_ERROR_TOO_LARGE: the answer is over the size limit
 * @GAZETTE_ERROR_TOO_MANY_REDIRECTS: the server sends in circles
 * @GAZETTE_ERROR_UNAUTHORIZED: 401
 * @GAZETTE_ERROR_FORBIDDEN: 403
 * @GAZETTE_ERROR_NOT_FOUND: 404
 * @GAZETTE_ERROR_GONE: 410; the source has ended for good
 * @GAZETTE_ERROR_TOO_MANY_REQUESTS: 429; ask again later
 * @GAZETTE_ERROR_SERVER: any 5xx
 * @GAZETTE_ERROR_REFUSED: any other status that is not a success
 * @GAZETTE_ERROR_NOT_READABLE: the answer is neither JSON nor XML, nor a page that
 *   leads to some
 * @GAZETTE_ERROR_NO_ARTICLES: JSON or XML, but no dialect finds articles in it
 * @GAZETTE_ERROR_EXISTS: the source is already in the library
 * @GAZETTE_ERROR_LIBRARY: the library could not be read or written
 * @GAZETTE_ERROR_DAMAGED: what the library has written cannot be understood any more
 * @GAZETTE_ERROR_NEEDS_KEY: the API answers only with a key, or not with this one
 * @GAZETTE_ERROR_NOT_A_PICTURE: the bytes are not a picture that can be shown
 */
typedef enum
{
  GAZETTE_ERROR_FAILED,
  GAZETTE_ERROR_BAD_ADDRESS,
  GAZETTE_ERROR_UNKNOWN_HOST,
  GAZETTE_ERROR_UNREACHABLE,
  GAZETTE_ERROR_TLS,
  GAZETTE_ERROR_TIMED_OUT,
  GAZETTE_ERROR_TOO_LARGE,
  GAZETTE_ERROR_TOO_MANY_REDIRECTS,
  GAZETTE_ERROR_UNAUTHORIZED,
  GAZETTE_ERROR_FORBIDDEN,
  GAZETTE_ERROR_NOT_FOUND,
  GAZETTE_ERROR_GONE,
  GAZETTE_ERROR_TOO_MANY_REQUESTS,
  GAZETTE_ERROR_SERVER,
  GAZETTE_ERROR_REFUSED,
  GAZETTE_ERROR_NOT_READABLE,
  GAZETTE_ERROR_NO_ARTICLES,
  GAZETTE_ERROR_EXISTS,
  GAZETTE_ERROR_LIBRARY,
  GAZETTE_ERROR_DAMAGED,
  GAZETTE_ERROR_NOT_A_PICTURE,
  GAZETTE_ERROR_NEEDS_KEY,
} GazetteError;

GQuark gazette_error_quark        (void);
void   gazette_error_set_retry_at (GError       *error,
                                   gint64        retry_at);
gint64 gazette_error_get_retry_at (const GError *error);
void   gazette_error_set_body     (GError       *error,
                                   GBytes       *body);
GBytes *gazette_error_get_body    (const GError *error);

G_END_DECLS
