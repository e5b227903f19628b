/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gazette-test-server.h"

G_BEGIN_DECLS

/* A GazetteTestAnswer that owns what it says, with its body coded. Immutable. */
typedef struct
{
  guint             status;
  GStrv             headers;
  GBytes           *body;
  GStrv             expect;
  guint             delay;
  GazetteTestFault  fault;
  gsize             cut_off;
  gsize             claimed_length;
  gsize             chunk_size;
  guint             pace;
  gboolean          chunked;
} TestAnswer;

TestAnswer *test_answer_new    (const GazetteTestAnswer *answer,
                                const char              *base);
TestAnswer *test_answer_ref    (TestAnswer              *self);
void        test_answer_unref  (TestAnswer              *self);
gboolean    test_answer_is_raw (TestAnswer              *self);

/* @sent is called after each piece with its length, @done at the end. */
typedef void (*TestRawSentFunc) (gsize    length,
                                 gpointer user_data);
typedef void (*TestRawDoneFunc) (gboolean dropped,
                                 gpointer user_data);

void        test_raw_send      (GIOStream               *stream,
                                TestAnswer              *answer,
                                GCancellable            *cancellable,
                                TestRawSentFunc          sent,
                                TestRawDoneFunc          done,
                                gpointer                 user_data);

GBytes     *test_code          (GBytes                  *plain,
                                GazetteTestCoding        coding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestAnswer, test_answer_unref)

G_END_DECLS
