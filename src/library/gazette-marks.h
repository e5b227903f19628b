/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-library.h"

G_BEGIN_DECLS

/**
 * GazetteMark:
 * @GAZETTE_MARK_READ: was read
 * @GAZETTE_MARK_UNREAD: was not
 * @GAZETTE_MARK_SAVED: is to be kept for offline; its pictures are fetched after
 *   that
 * @GAZETTE_MARK_UNSAVED: is not
 *
 * What many articles can be marked as at once.
 */
typedef enum
{
  GAZETTE_MARK_READ,
  GAZETTE_MARK_UNREAD,
  GAZETTE_MARK_SAVED,
  GAZETTE_MARK_UNSAVED,
} GazetteMark;

/**
 * GazetteMarks:
 * @mark: what they were marked as
 * @ids: (element-type gint64): those that were not that before
 * @states: (nullable): what each of them was, a #GazetteSavedState, where that may
 *   differ
 * @notes: (nullable) (element-type utf8): and its note
 *
 * What marking has changed, so that it can be undone: a value.
 */
typedef struct
{
  GazetteMark  mark;
  GArray      *ids;
  GByteArray  *states;
  GPtrArray   *notes;
} GazetteMarks;

#define GAZETTE_TYPE_MARKS (gazette_marks_get_type ())

GType         gazette_marks_get_type (void) G_GNUC_CONST;
GazetteMarks *gazette_marks_ref      (GazetteMarks   *self);
void          gazette_marks_unref    (GazetteMarks   *self);

DexFuture    *gazette_library_mark   (GazetteLibrary *self,
                                      GazetteMark     mark,
                                      GArray         *ids,
                                      guint           start,
                                      guint           n,
                                      GCancellable   *cancellable);
DexFuture    *gazette_library_unmark (GazetteLibrary *self,
                                      GazetteMarks   *marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteMarks, gazette_marks_unref)

G_END_DECLS
