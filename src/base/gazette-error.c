/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-error.h"

typedef struct
{
  gint64 retry_at;
} GazetteErrorPrivate;

static void
gazette_error_private_init (GazetteErrorPrivate *priv)
{
  priv->retry_at = 0;
}

static void
gazette_error_private_copy (const GazetteErrorPrivate *priv,
                            GazetteErrorPrivate       *copy)
{
  copy->retry_at = priv->retry_at;
}

static void
gazette_error_private_clear (GazetteErrorPrivate *priv)
{
}

/* Extended, so that what belongs to an error goes with it through copies,
 * futures and threads. */
G_DEFINE_EXTENDED_ERROR (GazetteError, gazette_error)

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
