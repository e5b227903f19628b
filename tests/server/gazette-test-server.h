/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GazetteTestFault:
 * @GAZETTE_TEST_FAULT_NONE: an honest answer
 * @GAZETTE_TEST_FAULT_NEVER: the request is read and never answered
 * @GAZETTE_TEST_FAULT_GARBAGE: the body is sent without any HTTP around it
 * @GAZETTE_TEST_FAULT_CUT_OFF: the connection closes after `cut_off` bytes of the body
 * @GAZETTE_TEST_FAULT_WRONG_LENGTH: Content-Length says `claimed_length`
 * @GAZETTE_TEST_FAULT_ENDLESS: the body is sent again and again
 */
typedef enum
{
  GAZETTE_TEST_FAULT_NONE,
  GAZETTE_TEST_FAULT_NEVER,
  GAZETTE_TEST_FAULT_GARBAGE,
  GAZETTE_TEST_FAULT_CUT_OFF,
  GAZETTE_TEST_FAULT_WRONG_LENGTH,
  GAZETTE_TEST_FAULT_ENDLESS,
} GazetteTestFault;

typedef enum
{
  GAZETTE_TEST_CODING_NONE,
  GAZETTE_TEST_CODING_GZIP,
  GAZETTE_TEST_CODING_DEFLATE,
  GAZETTE_TEST_CODING_BROTLI,
} GazetteTestCoding;

/**
 * GazetteTestAnswer:
 * @status: 0 for 200
 * @headers: (nullable): "Name: value", one a line
 * @body: (nullable): what is sent
 * @length: of @body in bytes, 0 when it ends with a zero
 * @file: (nullable): a file to send instead of @body
 * @expect: (nullable): headers that the request must have, "Name: value" one a
 *   line; "!Name" for one that it must not have. If it differs, the answer is
 *   400 with what was wrong, and gazette_test_server_dup_complaint() tells it
 * @delay: milliseconds until the answer begins
 * @fault: what is wrong with the answer
 * @cut_off: see %GAZETTE_TEST_FAULT_CUT_OFF
 * @claimed_length: see %GAZETTE_TEST_FAULT_WRONG_LENGTH
 * @chunk_size: bytes of the body sent at once, 0 for all
 * @pace: milliseconds between the chunks
 * @chunked: whether the chunks are those of HTTP, without Content-Length
 * @coding: content coding of the body
 *
 * All zero is an empty 200. In headers and in bodies of text, `{{base}}` stands
 * for the base address of the server.
 */
typedef struct
{
  guint              status;
  const char        *headers;
  const char        *body;
  gsize              length;
  const char        *file;
  const char        *expect;
  guint              delay;
  GazetteTestFault   fault;
  gsize              cut_off;
  gsize              claimed_length;
  gsize              chunk_size;
  guint              pace;
  gboolean           chunked;
  GazetteTestCoding  coding;
} GazetteTestAnswer;

/**
 * GazetteTestCertificate:
 * @GAZETTE_TEST_CERTIFICATE_GOOD: for 127.0.0.1, signed by itself
 * @GAZETTE_TEST_CERTIFICATE_EXPIRED: the same, but long over
 * @GAZETTE_TEST_CERTIFICATE_WRONG_NAME: for another host, signed by itself
 */
typedef enum
{
  GAZETTE_TEST_CERTIFICATE_GOOD,
  GAZETTE_TEST_CERTIFICATE_EXPIRED,
  GAZETTE_TEST_CERTIFICATE_WRONG_NAME,
} GazetteTestCertificate;

/**
 * GazetteTestServer:
 *
 * An HTTP server on the loopback interface that says what a test tells it to
 * say, right or wrong, and counts what it is asked. It runs on a thread of its
 * own; its functions may be called from any thread.
 */
typedef struct _GazetteTestServer GazetteTestServer;

GazetteTestServer *gazette_test_server_new              (void);
GazetteTestServer *gazette_test_server_new_tls          (GazetteTestCertificate   certificate);
void               gazette_test_server_free             (GazetteTestServer       *self);
const char        *gazette_test_server_get_base         (GazetteTestServer       *self);
char              *gazette_test_server_dup_url          (GazetteTestServer       *self,
                                                         const char              *path);
char              *gazette_test_server_dup_refusing_url (GazetteTestServer       *self);
char              *gazette_test_server_dup_silent_url   (GazetteTestServer       *self);
void               gazette_test_server_add              (GazetteTestServer       *self,
                                                         const char              *path,
                                                         const GazetteTestAnswer *answer);
void               gazette_test_server_add_folder       (GazetteTestServer       *self,
                                                         const char              *path,
                                                         const char              *folder);
guint              gazette_test_server_get_hits         (GazetteTestServer       *self,
                                                         const char              *path);
guint              gazette_test_server_get_running      (GazetteTestServer       *self,
                                                         const char              *path);
guint              gazette_test_server_get_most         (GazetteTestServer       *self,
                                                         const char              *path);
guint              gazette_test_server_get_dropped      (GazetteTestServer       *self,
                                                         const char              *path);
guint64            gazette_test_server_get_sent         (GazetteTestServer       *self,
                                                         const char              *path);
char              *gazette_test_server_dup_header       (GazetteTestServer       *self,
                                                         const char              *path,
                                                         const char              *name);
char              *gazette_test_server_dup_complaint    (GazetteTestServer       *self);
char              *gazette_test_certificate_dup_path    (GazetteTestCertificate   certificate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteTestServer, gazette_test_server_free)

G_END_DECLS
