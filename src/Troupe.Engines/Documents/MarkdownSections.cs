using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Troupe.Conversation.Dialogue;

namespace Troupe.Engines.Documents;

/// <summary>A part of a document under one heading, as sentences that can be spoken.</summary>
/// <param name="Title">Title of the document.</param>
/// <param name="Headings">The headings that lead to it, outermost first; empty for what stands before the first one.</param>
/// <param name="Sentences">What it says, without Markdown.</param>
internal sealed record Section(string Title, IReadOnlyList<string> Headings, IReadOnlyList<string> Sentences)
{
    /// <summary>What a person calls it: its heading, or the document's title when that is a question or missing.</summary>
    public string Name => Headings.LastOrDefault(heading => !heading.EndsWith('?')) ?? Title;
}

/// <summary>Reads Markdown as sections of plain sentences. Code and raw HTML are left out: nobody wants to hear them.</summary>
internal static class MarkdownSections
{
    /// <summary>Items of at most this many words are read as one enumeration.</summary>
    private const int ShortItemWords = 6;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseYamlFrontMatter().Build();

    /// <param name="markdown">The document.</param>
    /// <param name="fallbackTitle">Its title when it has no first-level heading.</param>
    public static IReadOnlyList<Section> Read(string markdown, string fallbackTitle)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        var title = document.OfType<HeadingBlock>().FirstOrDefault(heading => heading.Level == 1) is { } first ? Plain(first.Inline) : fallbackTitle;
        List<Section> sections = [];
        List<(int Level, string Text)> headings = [];
        List<string> sentences = [];
        foreach (var block in document)
        {
            if (block is HeadingBlock heading)
            {
                Close();
                headings.RemoveAll(outer => outer.Level >= heading.Level);
                if (heading.Level > 1)
                {
                    headings.Add((heading.Level, Plain(heading.Inline)));
                }
            }
            else
            {
                Read(block, sentences);
            }
        }

        Close();
        return sections;

        void Close()
        {
            if (sentences.Count > 0)
            {
                sections.Add(new Section(title, [.. headings.Select(heading => heading.Text)], sentences));
                sentences = [];
            }
        }
    }

    private static void Read(Block block, List<string> sentences)
    {
        switch (block)
        {
            case YamlFrontMatterBlock or CodeBlock or HtmlBlock:
                break;
            case Table table:
                Read(table, sentences);
                break;
            case ListBlock list:
                Read(list, sentences);
                break;
            case ContainerBlock container:
                foreach (var inner in container)
                {
                    Read(inner, sentences);
                }

                break;
            case LeafBlock leaf:
                sentences.AddRange(PhraseSplitter.Sentences(Plain(leaf.Inline)).Select(Ended));
                break;
        }
    }

    /// <summary>A list of short items is one sentence, which goes on from an introduction that ends with a colon.</summary>
    private static void Read(ListBlock list, List<string> sentences)
    {
        List<string> items = [];
        foreach (var item in list)
        {
            List<string> said = [];
            Read(item, said);
            items.AddRange(said);
        }

        var introduction = sentences.Count > 0 && sentences[^1].EndsWith(':');
        if (items.Count == 0 || !items.TrueForAll(item => item.Count(' ') < ShortItemWords && item.EndsWith('.')))
        {
            if (introduction)
            {
                sentences[^1] = sentences[^1][..^1] + ".";
            }

            sentences.AddRange(items);
            return;
        }

        var bare = items.ConvertAll(item => item[..^1]);
        var joined = bare.Count == 1 ? bare[0] : $"{string.Join(", ", bare[..^1])} and {bare[^1]}";
        if (introduction)
        {
            sentences[^1] = $"{sentences[^1]} {joined}.";
        }
        else
        {
            sentences.Add(joined + ".");
        }
    }

    private static void Read(Table table, List<string> sentences)
    {
        IReadOnlyList<string> names = [];
        foreach (var row in table.OfType<TableRow>())
        {
            var cells = row.OfType<TableCell>().Select(cell => string.Join(' ', cell.Descendants<LeafBlock>().Select(leaf => Plain(leaf.Inline)))).ToList();
            if (row.IsHeader)
            {
                names = cells;
            }
            else if (cells.Exists(cell => cell.Length > 0))
            {
                var values = cells.Skip(1).Select((cell, i) => cells.Count > 2 && i + 1 < names.Count ? $"{names[i + 1]} {cell}" : cell).Where(cell => cell.Length > 0);
                sentences.Add(Ended(cells.Count == 1 ? cells[0] : $"{cells[0]}: {string.Join(", ", values)}"));
            }
        }
    }

    private static string Ended(string sentence)
    {
        var end = sentence.TrimEnd('"', '”', '’', ')', '\'');
        return end.Length > 0 && end[^1] is '.' or '!' or '?' or ':' or '…' ? sentence : sentence.TrimEnd(',', ';') + ".";
    }

    private static string Plain(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        Append(inlines, text);
        return string.Join(' ', text.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
    }

    private static void Append(Inline? inline, StringBuilder text)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.ToString());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.ToString());
                break;
            case AutolinkInline link:
                text.Append(link.Url);
                break;
            case LineBreakInline:
                text.Append(' ');
                break;
            case LinkInline { IsImage: true }:
                break;
            case ContainerInline container:
                foreach (var inner in container)
                {
                    Append(inner, text);
                }

                break;
        }
    }
}
