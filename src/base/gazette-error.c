/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-error.h"

typedef struct
{
  gint64  retry_at;
  GBytes *body;
} GazetteErrorPrivate;

static void
gazette_error_private_init (GazetteErrorPrivate *priv)
{
  priv->retry_at = 0;
  priv->body = NULL;
}

static void
gazette_error_private_copy (const GazetteErrorPrivate *priv,
                            GazetteErrorPrivate       *copy)
{
  copy->retry_at = priv->retry_at;
  copy->body = priv->body != NULL ? g_bytes_ref (priv->body) : NULL;
}

static void
gazette_error_private_clear (GazetteErrorPrivate *priv)
{
  g_clear_pointer (&priv->body, g_bytes_unref);
}

/* Extended, so that what belongs to an error goes with it through copies,
 * futures and threads. */
G_DEFINE_EXTENDED_ERROR (GazetteError, gazette_error)

/**
 * gazette_error_is_of_library:
 * @error: (nullable): an error
 *
 * Returns: whether it is the library that fails, and not a server
 */
gboolean
gazette_error_is_of_library (const GError *error)
{
  return g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY) ||
         g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_DAMAGED);
}

/**
 * gazette_error_set_retry_at:
 * @error: an error of this domain
 * @retry_at: seconds since 1970 UTC, 0 for whenever one likes
 *
 * Says when what failed may be tried again.
 */
void
gazette_error_set_retry_at (GError *error,
                            gint64  retry_at)
{
  GazetteErrorPrivate *priv = gazette_error_get_private (error);

  g_return_if_fail (priv != NULL);

  priv->retry_at = retry_at;
}

/**
 * gazette_error_get_retry_at:
 * @error: any error
 *
 * Returns: when what failed may be tried again, seconds since 1970 UTC; 0 when
 *   nothing is known of that
 */
gint64
gazette_error_get_retry_at (const GError *error)
{
  GazetteErrorPrivate *priv;

  g_return_val_if_fail (error != NULL, 0);

  if (error->domain != GAZETTE_ERROR)
    return 0;
  priv = gazette_error_get_private (error);

  return priv->retry_at;
}

/**
 * gazette_error_set_body:
 * @error: an error of this domain
 * @body: the beginning of what a server said with its refusal
 *
 * Keeps what may explain the error to who can read it.
 */
void
gazette_error_set_body (GError *error,
                        GBytes *body)
{
  GazetteErrorPrivate *priv = gazette_error_get_private (error);

  g_return_if_fail (priv != NULL);

  g_clear_pointer (&priv->body, g_bytes_unref);
  priv->body = g_bytes_ref (body);
}

/**
 * gazette_error_get_body:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): what a server said with its refusal
 */
GBytes *
gazette_error_get_body (const GError *error)
{
  GazetteErrorPrivate *priv;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != GAZETTE_ERROR)
    return NULL;
  priv = gazette_error_get_private (error);

  return priv->body;
}
