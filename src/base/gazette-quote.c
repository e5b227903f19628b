/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-quote.h"

/**
 * gazette_quote_copy:
 * @self: a quote
 * @copy: (out caller-allocates): what becomes the same
 */
void
gazette_quote_copy (const GazetteQuote *self,
                    GazetteQuote       *copy)
{
  *copy = (GazetteQuote) { g_strdup (self->exact), g_strdup (self->prefix), g_strdup (self->suffix), self->position };
}

/**
 * gazette_quote_clear:
 * @self: a quote
 *
 * Frees what is in it.
 */
void
gazette_quote_clear (GazetteQuote *self)
{
  g_clear_pointer (&self->exact, g_free);
  g_clear_pointer (&self->prefix, g_free);
  g_clear_pointer (&self->suffix, g_free);
}
