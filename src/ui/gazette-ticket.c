/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-ticket.h"

/**
 * gazette_ticket_new:
 * @owner: (type GObject): who asks
 * @id: what for
 *
 * Returns: (transfer full): a ticket, to be freed with gazette_ticket_free()
 */
GazetteTicket *
gazette_ticket_new (gpointer owner,
                    gint64   id)
{
  GazetteTicket *self = g_new0 (GazetteTicket, 1);

  g_weak_ref_init (&self->owner, owner);
  self->id = id;

  return self;
}

/**
 * gazette_ticket_free:
 * @ticket: (type GazetteTicket): a ticket
 */
void
gazette_ticket_free (gpointer ticket)
{
  GazetteTicket *self = ticket;

  g_weak_ref_clear (&self->owner);
  g_free (self);
}

/**
 * gazette_ticket_dup_owner:
 * @self: a ticket
 *
 * Returns: (transfer full) (nullable): the owner, %NULL when it is gone
 */
gpointer
gazette_ticket_dup_owner (GazetteTicket *self)
{
  return g_weak_ref_get (&self->owner);
}
