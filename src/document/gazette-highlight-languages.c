/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-highlight-private.h"

#define C_STYLE .line_comments = "//", .block_start = "/*", .block_end = "*/"

static const GazetteSyntax syntaxes[] = {
  { " c h ", C_STYLE, .quotes = "\"'", .flags = GAZETTE_SYNTAX_DIRECTIVES,
    .keywords = " NULL auto bool break case char const constexpr continue default do double else enum extern false float "
                "for goto if inline int long nullptr register restrict return short signed sizeof static struct switch true "
                "typedef typeof union unsigned void volatile while _Bool _Generic _Static_assert " },
  { " c++ cpp cc cxx hpp cplusplus objective-c objectivec objc arduino glsl hlsl cuda ", C_STYLE, .quotes = "\"'",
    .flags = GAZETTE_SYNTAX_DIRECTIVES,
    .keywords = " NULL alignas alignof and auto bool break case catch char class co_await co_return co_yield concept const "
                "consteval constexpr const_cast continue decltype default delete do double dynamic_cast else enum explicit "
                "export extern false final float for friend goto if inline int long mutable namespace new noexcept not "
                "nullptr operator or override private protected public register reinterpret_cast requires return short "
                "signed sizeof static static_assert static_cast struct switch template this throw true try typedef typeid "
                "typename union unsigned using virtual void volatile while id nil self super YES NO " },
  { " java groovy gradle ", C_STYLE, .quotes = "\"'", .flags = GAZETTE_SYNTAX_AT | GAZETTE_SYNTAX_TRIPLE,
    .keywords = " abstract assert boolean break byte case catch char class const continue def default do double else enum "
                "extends false final finally float for if implements import instanceof int interface long native new null "
                "package permits private protected public record return sealed short static strictfp super switch "
                "synchronized this throw throws transient true try var void volatile while yield " },
  { " csharp c# cs vala ", C_STYLE, .quotes = "\"'", .flags = GAZETTE_SYNTAX_DIRECTIVES | GAZETTE_SYNTAX_TRIPLE,
    .keywords = " abstract as async await base bool break byte case catch char checked class const continue decimal default "
                "delegate do double else enum event explicit extern false finally fixed float for foreach get global goto if "
                "implicit in init int interface internal is lock long namespace new null object operator out override params "
                "partial private protected public readonly record ref return sbyte sealed set short signal sizeof stackalloc "
                "static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using var virtual "
                "void volatile weak owned unowned when where while yield " },
  { " kotlin kt kts ", C_STYLE, .quotes = "\"'", .flags = GAZETTE_SYNTAX_AT | GAZETTE_SYNTAX_TRIPLE,
    .keywords = " abstract annotation as break by catch class companion const constructor continue crossinline data do else "
                "enum expect external false final finally for fun get if import in infix init inline inner interface internal "
                "is lateinit noinline null object open operator out override package private protected public reified return "
                "sealed set super suspend tailrec this throw true try typealias val var vararg when where while " },
  { " swift ", C_STYLE, .quotes = "\"", .flags = GAZETTE_SYNTAX_AT | GAZETTE_SYNTAX_TRIPLE,
    .keywords = " Any Self actor any as associatedtype async await break case catch class continue default defer deinit do "
                "else enum extension fallthrough false fileprivate final for func get guard if import in indirect init inout "
                "internal is lazy let mutating nil open operator override precedencegroup private protocol public repeat "
                "rethrows return self set some static struct subscript super switch throw throws true try typealias unowned "
                "var weak where while " },
  { " scala ", C_STYLE, .quotes = "\"'", .flags = GAZETTE_SYNTAX_AT | GAZETTE_SYNTAX_TRIPLE | GAZETTE_SYNTAX_CHARACTERS,
    .keywords = " abstract case catch class def do else enum export extends extension false final finally for forSome given "
                "if implicit import inline lazy match new null object opaque override package private protected return "
                "sealed super then this throw trait true try type using val var while with yield " },
  { " go golang ", C_STYLE, .quotes = "\"'`",
    .keywords = " any append bool break byte cap case chan close complex const continue copy default defer delete else error "
                "fallthrough false float32 float64 for func go goto if import int int16 int32 int64 int8 interface iota len "
                "make map new nil package panic range recover return rune select string struct switch true type uint uint16 "
                "uint32 uint64 uint8 uintptr var " },
  { " rust rs ", C_STYLE, .quotes = "\"'", .flags = GAZETTE_SYNTAX_CHARACTERS | GAZETTE_SYNTAX_LONG_STRINGS,
    .keywords = " Self as async await bool box break char const continue crate dyn else enum extern f32 f64 false fn for i128 "
                "i16 i32 i64 i8 if impl in isize let loop macro match mod move mut pub ref return self static str struct super "
                "trait true type u128 u16 u32 u64 u8 union unsafe use usize where while yield " },
  { " javascript js jsx mjs node typescript ts tsx ecmascript coffeescript ", C_STYLE, .quotes = "\"'`",
    .flags = GAZETTE_SYNTAX_AT,
    .keywords = " abstract any as async await boolean break case catch class const continue debugger declare default delete do "
                "else enum export extends false finally for from function get if implements import in infer instanceof "
                "interface is keyof let namespace never new null number of private protected public readonly return satisfies "
                "set static string super switch symbol this throw true try type typeof undefined unknown var void while with "
                "yield " },
  { " python py python3 pycon gyp starlark ", .line_comments = "#", .quotes = "\"'",
    .flags = GAZETTE_SYNTAX_TRIPLE | GAZETTE_SYNTAX_AT,
    .keywords = " False None True and as assert async await break case class continue def del elif else except finally for "
                "from global if import in is lambda match nonlocal not or pass raise return self try while with yield " },
  { " ruby rb crystal ", .line_comments = "#", .quotes = "\"'", .flags = GAZETTE_SYNTAX_AT,
    .keywords = " BEGIN END alias and attr_accessor attr_reader attr_writer begin break case class def defined? do else elsif "
                "end ensure extend false for if in include module next nil not or private protected public puts raise redo "
                "require require_relative rescue retry return self super then true undef unless until when while yield " },
  { " php ", .line_comments = "// #", .block_start = "/*", .block_end = "*/", .quotes = "\"'",
    .flags = GAZETTE_SYNTAX_VARIABLES | GAZETTE_SYNTAX_LONG_STRINGS,
    .keywords = " abstract and array as bool break callable case catch class clone const continue declare default do echo else "
                "elseif empty enum extends false final finally float fn for foreach function global goto if implements include "
                "include_once instanceof int interface isset list match mixed namespace never new null or parent print private "
                "protected public readonly require require_once return self static string switch throw trait true try unset "
                "use var void while xor yield " },
  { " perl pl ", .line_comments = "#", .quotes = "\"'", .flags = GAZETTE_SYNTAX_VARIABLES | GAZETTE_SYNTAX_AT,
    .keywords = " and bless cmp continue die do else elsif eq foreach for ge given gt if keys last le local lt my ne next no not "
                "or our package print push redo ref require return say shift sub unless until use wantarray warn when while xor " },
  { " lua luau ", .line_comments = "--", .block_start = "--[[", .block_end = "]]", .quotes = "\"'",
    .keywords = " and break do else elseif end false for function goto if in local nil not or repeat return then true until "
                "while " },
  { " bash sh shell zsh fish console shell-session shellsession terminal ksh ", .line_comments = "#", .quotes = "\"'`",
    .flags = GAZETTE_SYNTAX_VARIABLES | GAZETTE_SYNTAX_HYPHENS | GAZETTE_SYNTAX_RAW_SINGLE | GAZETTE_SYNTAX_LONG_STRINGS,
    .keywords = " alias break case cd continue declare do done echo elif else esac eval exec exit export fi for function if in "
                "local printf read readonly return select set shift source sudo test then trap unset until while " },
  { " powershell ps1 pwsh ", .line_comments = "#", .block_start = "<#", .block_end = "#>", .quotes = "\"'",
    .flags = GAZETTE_SYNTAX_VARIABLES | GAZETTE_SYNTAX_HYPHENS | GAZETTE_SYNTAX_ANY_CASE | GAZETTE_SYNTAX_RAW_SINGLE,
    .keywords = " begin break catch class continue data do dynamicparam else elseif end enum exit filter finally for foreach "
                "from function if in param process return switch throw trap try until using while " },
  { " sql mysql postgresql postgres pgsql plsql sqlite tsql ", .line_comments = "-- #", .block_start = "/*",
    .block_end = "*/", .quotes = "\"'`",
    .flags = GAZETTE_SYNTAX_ANY_CASE | GAZETTE_SYNTAX_RAW_SINGLE | GAZETTE_SYNTAX_LONG_STRINGS,
    .keywords = " add all alter and any as asc begin between bigint boolean by cascade case cast check column commit constraint "
                "create cross database date default delete desc distinct drop else end except exists explain false fetch first "
                "for foreign from full function grant group having if in index inner insert int integer intersect into is join "
                "key left like limit not null numeric offset on or order outer over partition primary procedure references "
                "replace returning revoke right rollback rows select set table text then timestamp to transaction trigger true "
                "union unique update using values varchar view when where with " },
  { " json jsonc json5 jsonld geojson ", C_STYLE, .quotes = "\"'", .flags = GAZETTE_SYNTAX_KEYS,
    .keywords = " false null true " },
  { " yaml yml ", .line_comments = "#", .quotes = "\"'",
    .flags = GAZETTE_SYNTAX_KEYS | GAZETTE_SYNTAX_HYPHENS | GAZETTE_SYNTAX_RAW_SINGLE,
    .keywords = " false no null off on true yes " },
  { " toml ini conf cfg properties desktop dotenv systemd editorconfig ", .line_comments = "# ;", .quotes = "\"'",
    .flags = GAZETTE_SYNTAX_KEYS | GAZETTE_SYNTAX_HYPHENS | GAZETTE_SYNTAX_TRIPLE, .keywords = " false no off on true yes " },
  { " css scss sass less postcss ", .line_comments = "//", .block_start = "/*", .block_end = "*/", .quotes = "\"'",
    .flags = GAZETTE_SYNTAX_KEYS | GAZETTE_SYNTAX_HYPHENS | GAZETTE_SYNTAX_AT | GAZETTE_SYNTAX_VARIABLES,
    .keywords = " auto inherit initial none unset " },
  { " haskell hs elm purescript ", .line_comments = "--", .block_start = "{-", .block_end = "-}", .quotes = "\"'",
    .flags = GAZETTE_SYNTAX_CHARACTERS,
    .keywords = " as case class data default deriving do else forall foreign hiding if import in infix infixl infixr instance "
                "let module newtype of qualified then type where " },
  { " ocaml ml fsharp f# fs sml reasonml ", .block_start = "(*", .block_end = "*)", .quotes = "\"'",
    .flags = GAZETTE_SYNTAX_CHARACTERS | GAZETTE_SYNTAX_LONG_STRINGS,
    .keywords = " and as assert begin class constraint do done downto else end exception external false for fun function "
                "functor if in include inherit initializer lazy let match member method module mutable namespace new nonrec "
                "object of open or private rec sig struct then to true try type val virtual when while with yield " },
  { " r rlang ", .line_comments = "#", .quotes = "\"'`", .flags = GAZETTE_SYNTAX_LONG_STRINGS,
    .keywords = " FALSE Inf NA NULL NaN TRUE break else for function if in library next repeat require return while " },
  { " julia jl ", .line_comments = "#", .block_start = "#=", .block_end = "=#", .quotes = "\"",
    .flags = GAZETTE_SYNTAX_TRIPLE | GAZETTE_SYNTAX_AT,
    .keywords = " abstract baremodule begin break catch const continue do else elseif end export false finally for function "
                "global if import in let local macro missing module mutable nothing primitive quote return struct true try "
                "type using where while " },
  { " dart ", C_STYLE, .quotes = "\"'", .flags = GAZETTE_SYNTAX_TRIPLE | GAZETTE_SYNTAX_AT,
    .keywords = " abstract as assert async await base bool break case catch class const continue covariant default deferred do "
                "double dynamic else enum export extends extension external factory false final finally for get hide if "
                "implements import in int interface is late library mixin new null num on operator part required rethrow "
                "return sealed set show static super switch sync this throw true try typedef var void when while with yield " },
  { " zig ", .line_comments = "//", .quotes = "\"'", .flags = GAZETTE_SYNTAX_AT,
    .keywords = " align allowzero and anyerror anyframe anytype asm async await bool break callconv catch comptime const "
                "continue defer else enum errdefer error export extern false fn for if inline noalias null opaque or orelse "
                "packed pub resume return struct suspend switch test true try type undefined union unreachable usize var void "
                "volatile while " },
  { " elixir ex exs ", .line_comments = "#", .quotes = "\"'", .flags = GAZETTE_SYNTAX_TRIPLE | GAZETTE_SYNTAX_AT,
    .keywords = " after alias and case catch cond def defimpl defmacro defmodule defp defprotocol defstruct do else end false "
                "fn for if import in nil not or quote raise receive require rescue true try unless unquote use when with " },
  { " erlang erl ", .line_comments = "%", .quotes = "\"'",
    .keywords = " after and andalso band begin bnot bor bsl bsr bxor case catch div end fun if let maybe not of or orelse "
                "receive rem try when xor " },
  { " lisp commonlisp common-lisp elisp emacs-lisp scheme racket clojure clj edn guile ", .line_comments = ";", .quotes = "\"",
    .flags = GAZETTE_SYNTAX_HYPHENS | GAZETTE_SYNTAX_LONG_STRINGS,
    .keywords = " and begin case cond cons def define defmacro defn defparameter defun defvar do else false fn for if in-ns "
                "lambda let list loop nil not ns null or progn quote recur require set setf setq true unless when while " },
  { " nix ", .line_comments = "#", .block_start = "/*", .block_end = "*/", .quotes = "\"",
    .flags = GAZETTE_SYNTAX_HYPHENS | GAZETTE_SYNTAX_LONG_STRINGS,
    .keywords = " assert builtins else false if import in inherit let null or rec then true with " },
  { " makefile make mk cmake meson dockerfile docker containerfile just justfile ", .line_comments = "#", .quotes = "\"'",
    .flags = GAZETTE_SYNTAX_VARIABLES | GAZETTE_SYNTAX_HYPHENS,
    .keywords = " ADD ARG AS CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL RUN SHELL USER VOLUME WORKDIR and define "
                "else elseif endef endforeach endfunction endif export false foreach function if ifdef ifeq ifndef ifneq "
                "include not or override true " },
  { " graphql gql protobuf proto thrift ", .line_comments = "// #", .block_start = "/*", .block_end = "*/", .quotes = "\"'",
    .flags = GAZETTE_SYNTAX_TRIPLE | GAZETTE_SYNTAX_AT | GAZETTE_SYNTAX_VARIABLES,
    .keywords = " bool bytes directive double enum extend false float fragment implements import input int32 int64 interface "
                "map message mutation null on oneof option optional package query repeated required returns rpc scalar schema "
                "service string subscription syntax true type uint32 uint64 union " },
  { " html htm xhtml xml svg rss atom vue svelte markup mathml xsl xslt plist ", .family = GAZETTE_SYNTAX_MARKUP },
  { " diff patch udiff ", .family = GAZETTE_SYNTAX_DIFF },
};

/*
 * gazette_syntax_find:
 * @language: what a page calls a language, in lower case
 *
 * Returns: (transfer none) (nullable): the language
 */
const GazetteSyntax *
gazette_syntax_find (const char *language)
{
  g_autofree char *name = g_strconcat (" ", language, " ", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (syntaxes); i++)
    {
      if (strstr (syntaxes[i].names, name) != NULL)
        return &syntaxes[i];
    }

  return NULL;
}
