using System.Text.RegularExpressions;

namespace Troupe.House.Tests.Docs;

[Trait("Category", "fast")]
public sealed partial class DocsTests
{
    private const int OnePage = 60;

    [Fact]
    public void Every_link_to_a_file_or_heading_leads_somewhere()
    {
        var broken =
            from page in Repository.Files("*.md")
            from Match link in Link().Matches(WithoutCode(Read(page)))
            let target = link.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
            where !Leads(page, target)
            select $"{page}: {target}";
        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Every_type_that_a_room_readme_names_exists()
    {
        var known = Assemblies.All.SelectMany(assembly => assembly.GetTypes())
            .Concat(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic).SelectMany(assembly => assembly.GetExportedTypes()))
            .SelectMany(type => new[] { type.Name.Split('`')[0] }.Concat(Assemblies.All.Contains(type.Assembly) ? type.GetMembers().Select(member => member.Name) : []))
            .ToHashSet(StringComparer.Ordinal);
        var rotten =
            from page in Repository.Files("README.md")
            where page.StartsWith("src" + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            from Match name in TypeName().Matches(Read(page))
            where !known.Contains(name.Groups["name"].Value)
            select $"{page}: {name.Groups["name"].Value}";
        rotten.ShouldBeEmpty();
    }

    [Fact]
    public void Pages_are_numbered_in_reading_order_and_lead_to_the_next()
    {
        var pages = Repository.Files("*.md").Where(page => Path.GetDirectoryName(page) == "docs").Select(page => Path.GetFileName(page)!).ToArray();
        pages.Select(page => page[..3]).ShouldBe(Enumerable.Range(1, pages.Length).Select(number => $"{number:00}-"));
        foreach (var (page, next) in pages.Zip(pages.Skip(1)))
        {
            Read(Path.Combine("docs", page)).ShouldContain($"({next})", customMessage: $"{page} ends with a link to {next}");
        }
    }

    [Fact]
    public void Decisions_are_dated_short_and_whole()
    {
        foreach (var page in Repository.Files("*.md").Where(page => Path.GetDirectoryName(page) == Path.Combine("docs", "decisions")))
        {
            var text = Read(page);
            Path.GetFileName(page).ShouldMatch(@"^\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.md$");
            text.Split('\n').Length.ShouldBeLessThanOrEqualTo(OnePage, page);
            foreach (var heading in new[] { "## Context", "## Decision", "## Alternatives", "## Consequences" })
            {
                text.ShouldContain(heading + "\n", customMessage: page);
            }
        }
    }

    private static bool Leads(string page, string target)
    {
        var parts = target.Split('#', 2);
        var file = parts[0].Length == 0 ? Repository.PathOf(page) : Path.GetFullPath(Path.Combine(Repository.PathOf(page), "..", Uri.UnescapeDataString(parts[0])));
        return parts.Length == 1 || !file.EndsWith(".md", StringComparison.Ordinal)
            ? File.Exists(file) || Directory.Exists(file)
            : File.Exists(file) && Heading().Matches(File.ReadAllText(file)).Any(heading => Anchor(heading.Groups["text"].Value) == parts[1]);
    }

    // GitHub's rule: lower case, punctuation dropped, spaces to hyphens.
    private static string Anchor(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-');

    private static string WithoutCode(string text) => Code().Replace(text, "");

    private static string Read(string page) => File.ReadAllText(Repository.PathOf(page));

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)`", RegexOptions.None, 1000)]
    private static partial Regex TypeName();
}
