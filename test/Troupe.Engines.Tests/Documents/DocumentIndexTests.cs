using Microsoft.Extensions.AI;
using Troupe.Conversation;
using Troupe.Engines.Documents;

namespace Troupe.Engines.Tests.Documents;

[Trait("Category", "fast")]
public sealed class DocumentIndexTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("troupe-documents-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Follows_changes_of_the_files(bool inFile)
    {
        using var writer = Open(inFile);
        Write("shop.md", "# Shop\n## Bread\nBread costs three dollars.");
        (await AskAsync(writer, "What does bread cost?")).ShouldContain("three dollars");
        Write("shop.md", "# Shop\n## Bread\nBread costs four dollars.");
        Write("more/dogs.md", "# Dogs\nDogs are welcome.");
        (await AskAsync(writer, "What does bread cost?")).ShouldContain("four dollars");
        (await AskAsync(writer, "Are dogs welcome?")).ShouldContain("dogs are welcome".Replace("dogs", "Dogs", StringComparison.Ordinal));
        File.Delete(Path.Combine(_folder.FullName, "shop.md"));
        (await AskAsync(writer, "What does bread cost?")).ShouldContain("I do not know");
    }

    [Fact]
    public async Task An_index_in_a_file_is_used_again_and_follows_the_files()
    {
        Write("shop.md", "# Shop\n## Bread\nBread costs three dollars.");
        using (var first = Open(inFile: true))
        {
            (await AskAsync(first, "What does bread cost?")).ShouldContain("three dollars");
        }

        using (var again = Open(inFile: true))
        {
            (await AskAsync(again, "What does bread cost?")).ShouldContain("three dollars");
        }

        Write("shop.md", "# Shop\n## Bread\nBread costs nine dollars.");
        using var changed = Open(inFile: true);
        (await AskAsync(changed, "What does bread cost?")).ShouldContain("nine dollars");
    }

    [Fact]
    public async Task A_folder_that_vanishes_leaves_what_was_read()
    {
        Write("docs/shop.md", "# Shop\n## Bread\nBread costs three dollars.");
        using var writer = new DocumentWriter(new DocumentOptions { Folder = Path.Combine(_folder.FullName, "docs"), RefreshInterval = TimeSpan.Zero }, "Ada");
        Directory.Delete(Path.Combine(_folder.FullName, "docs"), recursive: true);
        (await AskAsync(writer, "What does bread cost?")).ShouldContain("three dollars");
    }

    [Fact]
    public async Task Without_documents_it_says_so()
    {
        using var writer = Open();
        (await AskAsync(writer, "What can you do?")).ShouldBe("I have nothing to tell yet, because I have no documents.");
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var fault = Should.Throw<EngineException>(() => new DocumentWriter(new DocumentOptions { Folder = "/nowhere/documents" }, "Ada"));
        (fault.Message, fault.Transient).ShouldBe(("The documents folder '/nowhere/documents' does not exist.", false));
    }

    [Fact]
    public void A_file_that_is_no_index_is_refused()
    {
        Write("index.db", new string('x', 5000));
        Should.Throw<EngineException>(() => Open(inFile: true)).Message.ShouldContain("index.db");
    }

    [Fact]
    public async Task A_thousand_documents_are_searched_quickly()
    {
        for (var i = 0; i < 1000; i++)
        {
            Write($"item-{i}.md", $"# Item {i}\n## Price of thing{i}\nThe thing{i} costs {i} dollars and comes in color{i % 7}.\n## Maker\nIt is made by maker{i % 50}.");
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var writer = new DocumentWriter(new DocumentOptions { Folder = _folder.FullName, RefreshInterval = TimeSpan.FromHours(1) }, "Ada");
        var index = watch.Elapsed;
        watch.Restart();
        (await AskAsync(writer, "What does thing417 cost?")).ShouldContain("417 dollars");
        TestContext.Current.TestOutputHelper?.WriteLine($"Index: {index.TotalMilliseconds:0} ms for {writer.Sections} sections; first answer {watch.Elapsed.TotalMilliseconds:0.0} ms");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    private DocumentWriter Open(bool inFile = false) => new(new DocumentOptions
    {
        Folder = _folder.FullName,
        IndexFile = inFile ? Path.Combine(_folder.FullName, "index.db") : null,
        RefreshInterval = TimeSpan.Zero,
    }, "Ada");

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static async Task<string> AskAsync(DocumentWriter writer, string question) => (await writer.GetResponseAsync(question, cancellationToken: Stop)).Text;
}
