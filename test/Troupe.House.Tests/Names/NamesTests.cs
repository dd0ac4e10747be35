using System.Reflection;
using System.Text.RegularExpressions;

namespace Troupe.House.Tests.Names;

[Trait("Category", "fast")]
public sealed partial class NamesTests
{
    private const int LongestFile = 400;

    // Words that say nothing about what a thing is, or that it is not done.
    private static readonly string[] EmptySuffixes = ["Manager", "Helper", "Helpers", "Service", "Util", "Utils", "Impl", "Data", "Info"];
    private static readonly string[] Unfinished = ["TODO", "FIXME", "XXX:", "NotImplementedException", "Skip = \"", "it.skip(", "describe.skip(", "test.skip(", ".only("];

    [Fact]
    public void Types_are_named_for_what_they_are() =>
        Assemblies.All.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)) && type.FullName!.StartsWith("Troupe.", StringComparison.Ordinal))
            .Where(type => EmptySuffixes.Any(suffix => type.Name.Split('`')[0].EndsWith(suffix, StringComparison.Ordinal)))
            .Select(type => type.FullName)
            .ShouldBeEmpty();

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold() =>
        SourceFiles()
            .Select(file => (file, lines: File.ReadLines(Repository.PathOf(file)).Count()))
            .Where(entry => entry.lines > LongestFile)
            .Select(entry => $"{entry.file}: {entry.lines} lines")
            .ShouldBeEmpty();

    [Fact]
    public void Nothing_unfinished_is_left_in_the_code() =>
        SourceFiles()
            .Where(file => Path.GetFileName(file) != "NamesTests.cs")
            .SelectMany(file => File.ReadLines(Repository.PathOf(file)).Select((line, index) => (file, line, number: index + 1)))
            .Where(entry => Unfinished.Any(word => entry.line.Contains(word, StringComparison.Ordinal)))
            .Select(entry => $"{entry.file}:{entry.number}: {entry.line.Trim()}")
            .ShouldBeEmpty();

    [Fact]
    public void Every_test_class_says_what_it_needs() =>
        Repository.Files("*.cs")
            .Where(file => file.StartsWith("test" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Where(file => HasTests().IsMatch(File.ReadAllText(Repository.PathOf(file))) && !HasCategory().IsMatch(File.ReadAllText(Repository.PathOf(file))))
            .ShouldBeEmpty("""[Trait("Category", "fast")], or process, browser, gpu""");

    [Fact]
    public void Namespaces_follow_folders() =>
        Repository.Files("*.cs")
            .Where(file => file.StartsWith("src" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Select(file => (file, declared: Namespace().Match(File.ReadAllText(Repository.PathOf(file))).Groups["name"].Value))
            .Where(entry => entry.declared.Length > 0 && entry.declared != Path.GetDirectoryName(entry.file)!["src/".Length..].Replace(Path.DirectorySeparatorChar, '.'))
            .Select(entry => $"{entry.file}: {entry.declared}")
            .ShouldBeEmpty();

    [Fact]
    public void Text_is_plain() =>
        SourceFiles().Concat(Repository.Files("*.md"))
            .Where(file => !IsPlain(File.ReadAllText(Repository.PathOf(file))))
            .ShouldBeEmpty("no byte order mark, tab, carriage return or space at the end of a line; one line break at the end");

    private static bool IsPlain(string text) =>
        text.Length > 0 && text.EndsWith('\n') && !text.EndsWith("\n\n", StringComparison.Ordinal)
        && !text.StartsWith('\uFEFF') && !text.Contains('\t', StringComparison.Ordinal) && !text.Contains('\r', StringComparison.Ordinal)
        && !text.Contains(" \n", StringComparison.Ordinal);

    private static IEnumerable<string> SourceFiles() =>
        Repository.Files("*.cs").Concat(Repository.Files("*.ts")).Concat(Repository.Files("*.sh"))
            .Where(file => Path.GetFileName(file) != "generated.ts");

    // An abstract suite says nothing: each class that runs it does.
    [GeneratedRegex(@"^public sealed (partial )?class \w+Tests\b", RegexOptions.Multiline, 1000)]
    private static partial Regex HasTests();

    [GeneratedRegex("""\[Trait\("Category", "(fast|process|browser|gpu)"\)\]""", RegexOptions.None, 1000)]
    private static partial Regex HasCategory();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline, 1000)]
    private static partial Regex Namespace();
}
