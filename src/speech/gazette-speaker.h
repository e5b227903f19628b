/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * GazetteSpeaker:
 *
 * Speaks text through Speech Dispatcher. It connects when it first speaks. Main
 * thread only; nothing waits.
 *
 * GazetteSpeaker::spoken: () the text was spoken to its end
 * GazetteSpeaker::failed: (message: string) nothing is spoken any more, and why
 */
#define GAZETTE_TYPE_SPEAKER (gazette_speaker_get_type ())
G_DECLARE_FINAL_TYPE (GazetteSpeaker, gazette_speaker, GAZETTE, SPEAKER, GObject)

DexFuture      *gazette_speaker_look         (void);
GazetteSpeaker *gazette_speaker_new          (void);
void            gazette_speaker_set_patience (GazetteSpeaker *self,
                                              guint           milliseconds);
void            gazette_speaker_speak        (GazetteSpeaker *self,
                                              const char     *text,
                                              const char     *language);
void            gazette_speaker_stop         (GazetteSpeaker *self);

G_END_DECLS
