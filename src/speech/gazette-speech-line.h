/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GazetteSpeechLine:
 *
 * A connection to Speech Dispatcher, on which commands are answered one by one.
 * Main thread only; nothing waits.
 *
 * GazetteSpeechLine::reply: (code: uint, data: nullable string) a command was
 *   answered: with which code, and with the last of what came along
 * GazetteSpeechLine::event: (code: uint, id: string) something happened to a message
 * GazetteSpeechLine::failed: () the other side has gone, is silent, or says what
 *   nobody understands; the line is closed
 */
#define GAZETTE_TYPE_SPEECH_LINE (gazette_speech_line_get_type ())
G_DECLARE_FINAL_TYPE (GazetteSpeechLine, gazette_speech_line, GAZETTE, SPEECH_LINE, GObject)

GazetteSpeechLine *gazette_speech_line_new   (GSocketConnection *connection,
                                              guint              patience);
void               gazette_speech_line_send  (GazetteSpeechLine *self,
                                              const char        *command);
void               gazette_speech_line_close (GazetteSpeechLine *self);

G_END_DECLS
