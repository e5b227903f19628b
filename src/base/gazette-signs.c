/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-signs.h"

/**
 * gazette_sign_is_unseen:
 * @c: a character
 *
 * Returns: whether it is there for the layout alone: hyphens and spaces that are not
 *   seen, what joins letters or not, and marks of direction
 */
gboolean
gazette_sign_is_unseen (gunichar c)
{
  return c == 0x00ad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || c == 0x2060 ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/**
 * gazette_sign_fold:
 * @c: a character
 *
 * Returns: quotation marks, hyphens and spaces as they are typed, since texts exchange
 *   them; any other character itself
 */
gunichar
gazette_sign_fold (gunichar c)
{
  switch (c)
    {
    case 0x2018: /* single quotation marks */
    case 0x2019:
    case 0x201a:
      return '\'';

    case 0x201c: /* double quotation marks */
    case 0x201d:
    case 0x201e:
      return '"';

    case 0x2010: /* hyphens */
    case 0x2011:
      return '-';

    case 0x00a0: /* no-break space */
    case 0x202f: /* narrow no-break space */
      return ' ';

    default:
      return c;
    }
}
