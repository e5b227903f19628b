/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GazetteTicket:
 * @owner: who asked
 * @id: what was asked for, in the owner's own counting
 *
 * What goes with a question whose answer comes later, when the owner may be
 * gone or want something else. It may be freed on any thread.
 */
typedef struct
{
  GWeakRef owner;
  gint64   id;
} GazetteTicket;

GazetteTicket *gazette_ticket_new       (gpointer       owner,
                                         gint64         id);
void           gazette_ticket_free      (gpointer       ticket);
gpointer       gazette_ticket_dup_owner (GazetteTicket *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteTicket, gazette_ticket_free)

G_END_DECLS
