/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "gazette-draft.h"
#include "gazette-error.h"

#define CHUNK (64 * 1024)

struct _GazetteDraft
{
  /* What it becomes, and where it is until then. */
  char   *target;
  char   *path;
  int     descriptor;
  /* What went wrong first, 0 for nothing. */
  int     number;
  guint64 length;
};

static void
set_error (GError    **error,
           const char *path,
           int         number)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);

  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                   /* TRANSLATORS: %s is the name of a file */
                   _("There is no room for “%s”. Delete something, or choose another folder."), shown);
      break;

    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                   _("“%s” cannot be written there. Choose another folder."), shown);
      break;

    case ENOENT:
    case ENOTDIR:
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                   _("The folder for “%s” is not there any more. Choose another one."), shown);
      break;

    default:
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                   /* TRANSLATORS: the first %s is the name of a file, the second is why */
                   _("“%s” could not be written: %s"), shown, g_strerror (number));
      break;
    }
}

/**
 * gazette_draft_new:
 * @path: a file, which may be there already
 * @error: return location for an error
 *
 * Begins to write a file. What is at @path stays as it is until the draft is
 * finished; where that is a link of the file system, what it leads to is replaced.
 * The file has the permissions that the person gives to new ones.
 *
 * Fails with %GAZETTE_ERROR_FAILED, which says in words what to do.
 *
 * Returns: (transfer full) (nullable): the draft
 */
GazetteDraft *
gazette_draft_new (const char  *path,
                   GError     **error)
{
  g_autoptr(GazetteDraft) self = g_new0 (GazetteDraft, 1);
  g_autofree char *real = realpath (path, NULL);
  g_autofree char *folder = NULL;

  self->target = g_strdup (real != NULL ? real : path);
  self->descriptor = -1;
  folder = g_path_get_dirname (self->target);

  for (guint tries = 0; tries < 100; tries++)
    {
      g_autofree char *name = g_strdup_printf (".gazette-%08x", g_random_int ());
      g_autofree char *beside = g_build_filename (folder, name, NULL);

      self->descriptor = g_open (beside, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (self->descriptor >= 0)
        {
          self->path = g_steal_pointer (&beside);
          return g_steal_pointer (&self);
        }
      if (errno != EEXIST)
        break;
    }
  set_error (error, self->target, errno);

  return NULL;
}

/**
 * gazette_draft_free:
 * @self: (transfer full): a draft
 *
 * Leaves nothing behind of one that was not finished.
 */
void
gazette_draft_free (GazetteDraft *self)
{
  if (self->descriptor >= 0)
    close (self->descriptor);
  if (self->path != NULL)
    g_unlink (self->path);
  g_free (self->path);
  g_free (self->target);
  g_free (self);
}

/**
 * gazette_draft_write:
 * @self: a draft
 * @data: what comes next
 * @length: how many bytes
 *
 * Does nothing any more after something has gone wrong: only the end needs to be
 * looked at.
 *
 * Returns: whether it was written
 */
gboolean
gazette_draft_write (GazetteDraft  *self,
                     gconstpointer  data,
                     gsize          length)
{
  if (!gazette_draft_write_at (self, self->length, data, length))
    return FALSE;

  self->length += length;

  return TRUE;
}

/**
 * gazette_draft_write_at:
 * @self: a draft
 * @offset: a place in it
 * @data: what is written there, over what is there
 * @length: how many bytes
 *
 * As gazette_draft_write(), somewhere else than at the end.
 *
 * Returns: whether it was written
 */
gboolean
gazette_draft_write_at (GazetteDraft  *self,
                        guint64        offset,
                        gconstpointer  data,
                        gsize          length)
{
  const char *bytes = data;

  while (length > 0 && self->number == 0)
    {
      gssize n = pwrite (self->descriptor, bytes, length, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          self->number = n < 0 ? errno : ENOSPC;
          break;
        }
      bytes += n;
      offset += (guint64) n;
      length -= (gsize) n;
    }

  return self->number == 0;
}

/**
 * gazette_draft_append:
 * @self: a draft
 * @other: another one
 *
 * Writes all that was written to another draft.
 *
 * Returns: whether it was written
 */
gboolean
gazette_draft_append (GazetteDraft *self,
                      GazetteDraft *other)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  guint64 offset = 0;

  if (other->number != 0)
    gazette_draft_fail (self, other->number);
  while (offset < other->length && self->number == 0)
    {
      gssize n = pread (other->descriptor, buffer, CHUNK, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        gazette_draft_fail (self, n < 0 ? errno : EIO);
      else if (gazette_draft_write (self, buffer, (gsize) n))
        offset += (guint64) n;
    }

  return self->number == 0;
}

/**
 * gazette_draft_get_length:
 * @self: a draft
 *
 * Returns: how many bytes were written one after the other
 */
guint64
gazette_draft_get_length (GazetteDraft *self)
{
  return self->length;
}

/**
 * gazette_draft_fail:
 * @self: a draft
 * @number: of an error, as in `errno`
 *
 * Says that it cannot become a whole file.
 */
void
gazette_draft_fail (GazetteDraft *self,
                    int           number)
{
  if (self->number == 0)
    self->number = number;
}

/**
 * gazette_draft_check:
 * @self: a draft
 * @error: return location for an error
 *
 * Returns: whether nothing has gone wrong so far
 */
gboolean
gazette_draft_check (GazetteDraft  *self,
                     GError       **error)
{
  if (self->number == 0)
    return TRUE;

  set_error (error, self->target, self->number);

  return FALSE;
}

/**
 * gazette_draft_finish:
 * @self: a draft, to which nothing is written any more
 * @error: return location for an error
 *
 * Puts the file in its place. The whole of it is on the disk before it takes the
 * place of what was there.
 *
 * Fails with %GAZETTE_ERROR_FAILED, which says in words what to do.
 *
 * Returns: whether it is there
 */
gboolean
gazette_draft_finish (GazetteDraft  *self,
                      GError       **error)
{
  if (self->number == 0 && fsync (self->descriptor) != 0 && errno != EINVAL && errno != ENOSYS)
    self->number = errno;
  if (close (self->descriptor) != 0 && self->number == 0)
    self->number = errno;
  self->descriptor = -1;
  if (self->number == 0 && g_rename (self->path, self->target) != 0)
    self->number = errno;

  if (!gazette_draft_check (self, error))
    return FALSE;
  g_clear_pointer (&self->path, g_free);

  return TRUE;
}
