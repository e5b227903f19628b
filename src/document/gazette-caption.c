/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-address.h"
#include "gazette-caption.h"
#include "gazette-element.h"
#include "gazette-writer-private.h"

/* In bytes. What is longer is text that follows a picture. */
#define MAX_CAPTION  300
#define MAX_BRACKETS 100

/* How many nodes a box may have that holds a picture and what is said of it. */
#define MAX_NODES 24

/* What says whose a picture is begins so, in small letters, with a sign or a word
 * from the list below after it. */
static const char *const words[] = {
  "photo", "photos", "photograph", "photographs", "photography", "photographer", "top photo", "photo credit",
  "photo credits", "image", "images", "image credit", "image credits", "picture", "pictures", "credit", "credits",
  "source", "sources", "illustration", "illustrations", "illustrator", "artist", "art", "artwork", "graphic",
  "portrait", "screenshot", "video", "foto", "fotos", "bild", "bilder", "grafik", "abbildung", "quelle", "crédit",
  "crédits", "crédit photo", "crédits photo", "photographie", "crédito", "créditos", "fuente", "imagen", "imágenes",
  "fotografía", "ilustración", "imagem", "fonte", "fotografia", "immagine", "bron", "beeld", "kuva", "zdjęcie",
  "źródło", "фото", "источник", "иллюстрация", "صورة", "الصورة", "تصوير", "المصدر", "写真", "画像", "出典",
  "图片", "圖片", "사진", "फोटो", "चित्र",
};

static const char *const joints[] = {
  ":", "：", "©", "/", "|", "by ", "by:", "courtesy ", "via ", "von ", "par ", "por ", "av ", "door ",
};

/* What needs nothing after it. */
static const char *const openings[] = { "©", "ⓒ", "图为", "圖為", "图注", "圖注", "图片来源", "圖片來源" };

static gboolean
begins_with_joint (const char *text)
{
  while (*text == ' ')
    text++;
  for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
    {
      if (g_str_has_prefix (text, joints[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
begins_as_credit (const char *lower)
{
  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      if (g_str_has_prefix (lower, openings[i]))
        return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_has_prefix (lower, words[i]) && begins_with_joint (lower + strlen (words[i])))
        return TRUE;
    }

  return FALSE;
}

/* What is in the brackets at the end of a text; NULL when there are none. */
static char *
dup_brackets (const char  *text,
              const char **start)
{
  static const char *const pairs[][2] = { { "(", ")" }, { "[", "]" }, { "（", "）" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const char *found = g_strrstr (text, pairs[i][0]);
      gsize length = found != NULL ? strlen (found) : 0;

      if (length <= 2 * strlen (pairs[i][0]) || !g_str_has_suffix (found, pairs[i][1]))
        continue;
      *start = found;
      return g_strndup (found + strlen (pairs[i][0]), length - 2 * strlen (pairs[i][0]));
    }

  return NULL;
}

/*
 * gazette_caption_is_credit:
 * @text: what stands by itself directly below a picture
 *
 * Returns: whether it says whose the picture is, or stands in brackets, so that it
 *   is about the picture and no part of the text
 */
gboolean
gazette_caption_is_credit (const char *text)
{
  g_autofree char *lower = NULL;
  g_autofree char *inner = NULL;
  g_autofree char *inner_lower = NULL;
  const char *start;

  if (strnlen (text, MAX_CAPTION + 1) > MAX_CAPTION)
    return FALSE;

  lower = g_utf8_strdown (text, -1);
  if (begins_as_credit (lower))
    return TRUE;

  inner = dup_brackets (text, &start);
  if (inner == NULL)
    return FALSE;
  inner_lower = g_utf8_strdown (inner, -1);
  if (begins_as_credit (inner_lower))
    return TRUE;

  /* A sentence in brackets is one of the text. */
  return start == text && strlen (inner) <= MAX_BRACKETS && strpbrk (inner, ".!?") == NULL;
}

static gboolean
is_picture (const GumboNode *node)
{
  return node->type == GUMBO_NODE_ELEMENT &&
         (gazette_element_is (node, GUMBO_TAG_IMG) || gazette_element_is_named (node, "amp-img")) &&
         !gazette_picture_is_inline (node);
}

/* Whether a box is laid out around a picture: what stands in it does not run on. */
static gboolean
is_centred (const GumboNode *node)
{
  const char *align = gazette_html_get_attribute (node, "align");
  g_autofree char *own = gazette_element_dup_property (node, "text-align");

  return gazette_element_is (node, GUMBO_TAG_CENTER) || gazette_element_is (node, GUMBO_TAG_FIGURE) ||
         (align != NULL && g_ascii_strcasecmp (align, "center") == 0) ||
         (own != NULL && g_ascii_strcasecmp (own, "center") == 0);
}

/* Whether a text in @box looks like one beside it: it stands apart by its look, or the
 * box does. A block of its own is a paragraph. */
static gboolean
is_set_off (const GumboNode *box,
            const GumboNode *text)
{
  gboolean is_apart = is_centred (box);

  for (const GumboNode *node = text->parent; node != box; node = node->parent)
    {
      GazetteElement element;

      gazette_element_read (node, &element);
      if ((element.flags & (GAZETTE_ELEMENT_BLOCK | GAZETTE_ELEMENT_DROPPED)) != 0)
        return FALSE;
      is_apart |= (element.style & (GAZETTE_STYLE_EMPHASIS | GAZETTE_STYLE_SMALL)) != 0;
    }

  return is_apart;
}

/*
 * gazette_caption_is_box:
 * @node: an element
 *
 * Returns: whether it holds a picture and, below that, nothing but a line or two about it
 */
gboolean
gazette_caption_is_box (const GumboNode *node)
{
  static const GumboTag tags[] = { GUMBO_TAG_P, GUMBO_TAG_DIV, GUMBO_TAG_CENTER, GUMBO_TAG_FIGURE, GUMBO_TAG_TD };
  gboolean is_box = FALSE;
  gboolean has_picture = FALSE;
  gsize length = 0;
  guint n_nodes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    is_box |= gazette_element_is (node, tags[i]);
  if (!is_box || node->v.element.children.length < 2)
    return FALSE;

  for (const GumboNode *part = gazette_html_next (node, node); part != NULL; part = gazette_html_next (node, part))
    {
      if (++n_nodes > MAX_NODES)
        return FALSE;
      has_picture |= is_picture (part);
      if (part->type != GUMBO_NODE_TEXT || gazette_writer_has_no_text (part->v.text.text))
        continue;
      length += strlen (part->v.text.text);
      if (!has_picture || length > MAX_CAPTION || !is_set_off (node, part))
        return FALSE;
    }

  return has_picture && length > 0;
}

/*
 * gazette_document_find_credits:
 * @self: a document that is being made
 *
 * A paragraph below a picture that says whose that is becomes its caption.
 */
void
gazette_document_find_credits (GazetteDocument *self)
{
  for (guint i = 1; i < self->blocks->len; i++)
    {
      GazetteBlock *picture = self->blocks->pdata[i - 1];
      GazetteBlock *block = self->blocks->pdata[i];

      if (picture->kind != GAZETTE_BLOCK_PICTURE || *picture->text != '\0' ||
          block->kind != GAZETTE_BLOCK_PARAGRAPH || block->role != GAZETTE_ROLE_NONE || block->items > 0 ||
          block->quotes > 0 || block->quote_depth != picture->quote_depth || block->list_depth != picture->list_depth ||
          block->details_depth != picture->details_depth || !gazette_caption_is_credit (block->text))
        continue;
      gazette_block_add_caption (picture, block);
      g_ptr_array_remove_index (self->blocks, i);
    }
}
