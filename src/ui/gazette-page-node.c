/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-accessible-text.h"
#include "gazette-page-buffer-private.h"
#include "gazette-page-folds.h"
#include "gazette-page-node.h"

struct _GazettePageNode
{
  GtkWidget parent_instance;

  int       start;
  int       end;
  char     *href;
  char     *text;
  gboolean  is_summary;
  /* Whether it is of a page that is no longer shown. */
  gboolean  is_left;
};

static void gazette_page_node_init_accessible (GtkAccessibleInterface *iface);
static void gazette_page_node_init_text       (GtkAccessibleTextInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GazettePageNode, gazette_page_node, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE, gazette_page_node_init_accessible)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_TEXT, gazette_page_node_init_text))

/* How long nodes are made at a time, in microseconds: those of a long page take longer
 * than a frame, as each is told to the bus. */
#define SLICE 3000

struct _GazettePageNodes
{
  GazettePageView   *view;
  GazettePageBuffer *page;
  guint              source;
  guint              next_piece;
  guint              next_link;
  GtkWidget         *last;

  /* The lists and quotations that are open while the page is gone through. */
  GPtrArray *quotes;
  GPtrArray *lists;
  GPtrArray *items;

  /* What the last piece is made from. */
  const GazetteBlock *block;
};

static GazettePageView *
get_view (GazettePageNode *self)
{
  return GAZETTE_PAGE_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (self), GAZETTE_TYPE_PAGE_VIEW));
}

static void
activate_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GazettePageNode *self = GAZETTE_PAGE_NODE (widget);
  GazettePageView *view = get_view (self);
  int fold;

  if (self->href != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (view), "page.open-link", "s", self->href);
      return;
    }

  fold = gazette_page_folds_get_at (gazette_page_view_get_page (view), self->start);
  if (fold >= 0)
    gazette_page_view_toggle_fold (view, fold);
}

/* Where it is in the view: the lines that it is in, or the place of a link in one. */
static gboolean
find_place (GazettePageNode *self,
            GdkRectangle    *place)
{
  GtkTextView *view = GTK_TEXT_VIEW (get_view (self));
  GtkTextIter start;
  GtkTextIter end;
  GdkRectangle first;
  GdkRectangle last;

  if (view == NULL)
    return FALSE;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &start, self->start);
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &end, MAX (self->start, self->end - 1));
  gtk_text_view_get_iter_location (view, &start, &first);
  gtk_text_view_get_iter_location (view, &end, &last);
  *place = (GdkRectangle) { first.x, first.y, 0, last.y + last.height - first.y };
  if (first.y == last.y)
    place->width = ABS (last.x - first.x) + MAX (1, ABS (last.width));
  else
    *place = (GdkRectangle) { gtk_text_view_get_left_margin (view), first.y, gazette_page_view_get_column (GAZETTE_PAGE_VIEW (view)),
                              place->height };
  if (first.y == last.y)
    place->x = MIN (first.x, last.x);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place->x, place->y, &place->x, &place->y);

  return TRUE;
}

static gboolean
get_bounds (GtkAccessible *accessible,
            int           *x,
            int           *y,
            int           *width,
            int           *height)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (accessible));
  GdkRectangle place;
  GdkRectangle around = { 0 };

  if (!find_place (GAZETTE_PAGE_NODE (accessible), &place))
    return FALSE;
  if (GAZETTE_IS_PAGE_NODE (parent))
    find_place (GAZETTE_PAGE_NODE (parent), &around);

  *x = place.x - around.x;
  *y = place.y - around.y;
  *width = place.width;
  *height = place.height;

  return TRUE;
}

static void
gazette_page_node_init_accessible (GtkAccessibleInterface *iface)
{
  iface->get_bounds = get_bounds;
}

static GBytes *
get_contents (GtkAccessibleText *text,
              unsigned int       start,
              unsigned int       end)
{
  return gazette_accessible_text_get (GAZETTE_PAGE_NODE (text)->text, start, end);
}

static GBytes *
get_contents_at (GtkAccessibleText            *text,
                 unsigned int                  offset,
                 GtkAccessibleTextGranularity  granularity,
                 unsigned int                 *start,
                 unsigned int                 *end)
{
  return gazette_accessible_text_get_at (GAZETTE_PAGE_NODE (text)->text, offset, granularity, start, end);
}

static void
gazette_page_node_init_text (GtkAccessibleTextInterface *iface)
{
  gazette_accessible_text_init (iface);
  iface->get_contents = get_contents;
  iface->get_contents_at = get_contents_at;
}

static void
gazette_page_node_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gazette_page_node_parent_class)->dispose (object);
}

static void
gazette_page_node_finalize (GObject *object)
{
  g_free (GAZETTE_PAGE_NODE (object)->href);
  g_free (GAZETTE_PAGE_NODE (object)->text);

  G_OBJECT_CLASS (gazette_page_node_parent_class)->finalize (object);
}

static void
gazette_page_node_class_init (GazettePageNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gazette_page_node_dispose;
  G_OBJECT_CLASS (klass)->finalize = gazette_page_node_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "node.activate", NULL, activate_cb);
}

static void
gazette_page_node_init (GazettePageNode *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/* In @parent, or on the page itself after what came before. */
static GazettePageNode *
add_node (GazettePageNodes  *nodes,
          GtkWidget         *parent,
          GtkAccessibleRole  role,
          int                start,
          int                end)
{
  GazettePageNode *self = g_object_new (GAZETTE_TYPE_PAGE_NODE, "accessible-role", role, NULL);

  self->start = start;
  self->end = end;
  self->text = g_strdup ("");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "node.activate",
                                 role == GTK_ACCESSIBLE_ROLE_LINK || role == GTK_ACCESSIBLE_ROLE_BUTTON);
  if (parent != NULL)
    {
      gtk_widget_set_parent (GTK_WIDGET (self), parent);
    }
  else
    {
      gtk_widget_insert_after (GTK_WIDGET (self), GTK_WIDGET (nodes->view), nodes->last);
      nodes->last = GTK_WIDGET (self);
    }

  return self;
}

/* A paragraph has a text, but no name. The sign before a summary is a state here. */
static void
set_text (GazettePageNode   *self,
          GazettePageBuffer *page)
{
  const GazettePiece *piece = gazette_page_buffer_get_piece (page, gazette_page_buffer_find_piece (page, self->start));

  g_free (self->text);
  self->text = gazette_page_buffer_dup_text (page, self->is_summary ? piece->text_start : self->start, self->end);
  g_strstrip (self->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->text, -1);
}

static void
add_links (GazettePageNodes  *nodes,
           GazettePageBuffer *page,
           GazettePageNode   *node)
{
  for (; nodes->next_link < page->links->len; nodes->next_link++)
    {
      const GazettePageLink *link = &g_array_index (page->links, GazettePageLink, nodes->next_link);
      GazettePageNode *child;

      if (link->start >= node->end)
        break;
      if (link->href == NULL)
        continue;
      child = add_node (nodes, GTK_WIDGET (node), GTK_ACCESSIBLE_ROLE_LINK, link->start, link->end);
      child->href = g_strdup (link->href);
      set_text (child, page);
    }
}

static GtkWidget *
get_innermost (GazettePageNodes *nodes)
{
  if (nodes->items->len > 0)
    return nodes->items->pdata[nodes->items->len - 1];
  if (nodes->quotes->len > 0)
    return nodes->quotes->pdata[nodes->quotes->len - 1];

  return NULL;
}

/* All that stands around it reaches as far as it does. */
static void
widen (GtkWidget *widget,
       int        end)
{
  for (; GAZETTE_IS_PAGE_NODE (widget); widget = gtk_widget_get_parent (widget))
    GAZETTE_PAGE_NODE (widget)->end = end;
}

static void
set_depth (GPtrArray *nodes,
           guint      depth)
{
  if (nodes->len > depth)
    g_ptr_array_set_size (nodes, (int) depth);
}

static void
enter_quotes (GazettePageNodes   *nodes,
              const GazettePiece *piece)
{
  guint depth = piece->block != NULL ? piece->block->quote_depth : 0;
  guint n_new = piece->block != NULL && piece->block != nodes->block ? piece->block->quotes : 0;

  nodes->block = piece->block;
  if (nodes->quotes->len != depth || n_new > 0)
    {
      set_depth (nodes->lists, 0);
      set_depth (nodes->items, 0);
    }
  set_depth (nodes->quotes, depth - n_new);
  while (nodes->quotes->len < depth)
    g_ptr_array_add (nodes->quotes, add_node (nodes, get_innermost (nodes), GTK_ACCESSIBLE_ROLE_BLOCK_QUOTE,
                                              piece->start, piece->end));
}

/* Returns: (nullable): the item that begins with the piece */
static GazettePageNode *
enter_lists (GazettePageNodes   *nodes,
             const GazettePiece *piece)
{
  guint depth = piece->block != NULL ? piece->block->list_depth : 0;
  gboolean is_item = piece->kind == GAZETTE_PIECE_BLOCK && depth > 0 && piece->block->marker != NULL &&
                     piece->block->role != GAZETTE_ROLE_SUMMARY && piece->anchor == NULL;

  set_depth (nodes->lists, depth);
  set_depth (nodes->items, depth);
  while (nodes->items->len < depth)
    {
      gboolean is_list = is_item && nodes->items->len + 1 == depth;
      GazettePageNode *list = add_node (nodes, get_innermost (nodes),
                                        is_list ? GTK_ACCESSIBLE_ROLE_LIST : GTK_ACCESSIBLE_ROLE_GROUP,
                                        piece->start, piece->end);

      g_ptr_array_add (nodes->lists, list);
      g_ptr_array_add (nodes->items, list);
    }
  if (!is_item)
    return NULL;

  /* What came before at this depth was no list. */
  if (gtk_accessible_get_accessible_role (nodes->lists->pdata[depth - 1]) != GTK_ACCESSIBLE_ROLE_LIST)
    {
      set_depth (nodes->items, depth - 1);
      nodes->lists->pdata[depth - 1] = add_node (nodes, get_innermost (nodes), GTK_ACCESSIBLE_ROLE_LIST,
                                                 piece->start, piece->end);
      g_ptr_array_add (nodes->items, nodes->lists->pdata[depth - 1]);
    }
  nodes->items->pdata[depth - 1] = add_node (nodes, nodes->lists->pdata[depth - 1], GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                             piece->start, piece->end);

  return nodes->items->pdata[depth - 1];
}

static GtkAccessibleRole
get_role (const GazettePiece *piece)
{
  if (piece->kind == GAZETTE_PIECE_TITLE)
    return GTK_ACCESSIBLE_ROLE_HEADING;
  if (piece->kind == GAZETTE_PIECE_CAPTION)
    return GTK_ACCESSIBLE_ROLE_CAPTION;
  if (piece->kind != GAZETTE_PIECE_BLOCK)
    return GTK_ACCESSIBLE_ROLE_PARAGRAPH;
  if (piece->block->role == GAZETTE_ROLE_SUMMARY && piece->block->marker != NULL)
    return GTK_ACCESSIBLE_ROLE_BUTTON;

  if (piece->block->kind == GAZETTE_BLOCK_HEADING)
    return GTK_ACCESSIBLE_ROLE_HEADING;
  if (piece->block->kind == GAZETTE_BLOCK_RULE)
    return GTK_ACCESSIBLE_ROLE_SEPARATOR;

  return piece->block->role == GAZETTE_ROLE_CAPTION ? GTK_ACCESSIBLE_ROLE_CAPTION : GTK_ACCESSIBLE_ROLE_PARAGRAPH;
}

/* A widget of the page comes after what stands before it. */
static void
pass_widget (GazettePageNodes   *nodes,
             const GazettePiece *piece)
{
  guint n = 0;
  g_autofree GtkWidget **widgets = gtk_text_child_anchor_get_widgets (piece->anchor, &n);

  if (n == 0 || gtk_widget_get_parent (widgets[0]) != GTK_WIDGET (nodes->view))
    return;

  gtk_widget_insert_after (widgets[0], GTK_WIDGET (nodes->view), nodes->last);
  nodes->last = widgets[0];
}

static void
add_piece (GazettePageNodes   *nodes,
           GazettePageBuffer  *page,
           const GazettePiece *piece)
{
  GazettePageNode *node;

  enter_quotes (nodes, piece);
  node = enter_lists (nodes, piece);
  if (piece->anchor != NULL)
    {
      pass_widget (nodes, piece);
      return;
    }

  if (node == NULL)
    node = add_node (nodes, get_innermost (nodes), get_role (piece), piece->start, piece->end);
  if (piece->kind == GAZETTE_PIECE_TITLE || get_role (piece) == GTK_ACCESSIBLE_ROLE_HEADING)
    gtk_accessible_update_property (GTK_ACCESSIBLE (node), GTK_ACCESSIBLE_PROPERTY_LEVEL,
                                    piece->block != NULL ? (int) piece->block->level : 1, -1);
  node->is_summary = get_role (piece) == GTK_ACCESSIBLE_ROLE_BUTTON;
  set_text (node, page);
  add_links (nodes, page, node);
  widen (get_innermost (nodes), piece->end);
}

static void
update (GazettePageNode   *self,
        GazettePageBuffer *page)
{
  guint position = gazette_page_buffer_find_piece (page, self->start);
  int fold = self->is_summary ? gazette_page_folds_get_at (page, self->start) : -1;

  gtk_widget_set_visible (GTK_WIDGET (self), !gazette_page_buffer_get_piece (page, position)->is_hidden);
  if (fold >= 0)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED,
                                 gazette_page_folds_is_open (page, fold), -1);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    update (GAZETTE_PAGE_NODE (child), page);
}

static gboolean
is_of_page (GtkWidget *widget)
{
  return GAZETTE_IS_PAGE_NODE (widget) && !GAZETTE_PAGE_NODE (widget)->is_left;
}

/**
 * gazette_page_nodes_update:
 * @view: a view
 *
 * Says what is folded away by now, if there are nodes.
 */
void
gazette_page_nodes_update (GazettePageView *view)
{
  GazettePageBuffer *page = gazette_page_view_get_page (view);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (is_of_page (child))
        update (GAZETTE_PAGE_NODE (child), page);
    }
}

static gboolean
build_cb (gpointer user_data)
{
  GazettePageNodes *self = user_data;
  gint64 until = g_get_monotonic_time () + SLICE;

  while (self->next_piece < gazette_page_buffer_get_n_pieces (self->page))
    {
      if (g_get_monotonic_time () >= until)
        return G_SOURCE_CONTINUE;
      add_piece (self, self->page, gazette_page_buffer_get_piece (self->page, self->next_piece++));
    }

  if (self->page->folds->len > 0)
    gazette_page_nodes_update (self->view);
  self->source = 0;

  return G_SOURCE_REMOVE;
}

/**
 * gazette_page_nodes_new:
 * @view: a view that shows a page, with all its widgets
 *
 * Makes the nodes of the page, in the order of the text, with the pictures, tables and
 * code of the page between them: when there is nothing more urgent to do.
 *
 * Returns: (transfer full): the nodes, which the view is to outlive
 */
GazettePageNodes *
gazette_page_nodes_new (GazettePageView *view)
{
  GazettePageNodes *self = g_new0 (GazettePageNodes, 1);

  self->view = view;
  self->page = g_object_ref (gazette_page_view_get_page (view));
  self->quotes = g_ptr_array_new ();
  self->lists = g_ptr_array_new ();
  self->items = g_ptr_array_new ();
  self->source = g_idle_add_full (G_PRIORITY_LOW, build_cb, self, NULL);

  return self;
}

/**
 * gazette_page_nodes_free:
 * @self: nodes
 * @remains: what takes them
 *
 * Takes all nodes away, bit by bit: each is told to the bus.
 */
void
gazette_page_nodes_free (GazettePageNodes   *self,
                         GazettePageRemains *remains)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!is_of_page (child))
        continue;
      GAZETTE_PAGE_NODE (child)->is_left = TRUE;
      gazette_page_remains_add (remains, g_object_ref (child));
    }

  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_unref (self->quotes);
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->items);
  g_object_unref (self->page);
  g_free (self);
}
