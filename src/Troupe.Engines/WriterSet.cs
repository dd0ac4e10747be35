using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Troupe.Engines.Chat;
using Troupe.Engines.Documents;
using Troupe.Engines.Native;
using Troupe.Engines.OpenAi;

namespace Troupe.Engines;

/// <summary>The writer that the options choose, with the documents behind an endpoint.</summary>
internal sealed class WriterSet
{
    private const string Part = "writer";

    private readonly DocumentWriter? _documents;

    private WriterSet(IChatClient writer, DocumentWriter? documents, IReadOnlyList<EngineFinding> findings) => (Writer, _documents, Findings) = (writer, documents, findings);

    /// <summary>What writes; owned by the caller.</summary>
    public IChatClient Writer { get; }

    /// <summary>What writes without costing money: the documents, or where there are none something that fails.</summary>
    public IChatClient Free => _documents ?? (IChatClient)new MissingWriter(Findings[^1]);

    public IReadOnlyList<EngineFinding> Findings { get; }

    /// <exception cref="OperationCanceledException">Given up.</exception>
    public static async Task<WriterSet> OpenAsync(EngineOptions options, string presenterName, TimeProvider time, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        List<EngineFinding> findings = [];
        List<IChatClient> writers = [];
        if (options.Writer == WriterKind.OpenAi)
        {
            // An endpoint that is away at the start may come back: it is asked first all the same.
            findings.Add(await OpenAiProbe.LookAsync(options.OpenAi, time, cancellationToken).ConfigureAwait(false));
            writers.Add(new OpenAiChatClient(options.OpenAi, time));
        }

        DocumentWriter? documents = null;
        if (options.Writer == WriterKind.Documents || options.FallBackToDocuments)
        {
            documents = OpenDocuments(options.Documents, presenterName, time, out var finding);
            findings.Add(finding);
            if (documents is not null)
            {
                writers.Add(documents);
            }
        }

        IChatClient writer = writers switch
        {
            [] => new MissingWriter(findings[^1]),
            [var only] => only,
            _ => new FallbackChatClient(writers, logs.CreateLogger<FallbackChatClient>()),
        };
        return new WriterSet(writer, documents, findings);
    }

    /// <summary>Has the documents answer once; a model behind an endpoint is not asked, since that may cost money.</summary>
    public async Task WarmAsync(CancellationToken cancellationToken)
    {
        if (_documents is not null)
        {
            await _documents.GetResponseAsync("When are you open, and where is it?", cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private static DocumentWriter? OpenDocuments(DocumentOptions options, string presenterName, TimeProvider time, out EngineFinding finding)
    {
        try
        {
            var writer = new DocumentWriter(options, presenterName, time);
            finding = new EngineFinding(Part, "documents", writer.Sections > 0, $"{writer.Sections} sections in {writer.Folder}, SQLite {SqliteLibrary.Find()}", writer.Sections > 0 ? null : $"Put Markdown files (.md) into {writer.Folder}.");
            return writer;
        }
        catch (EngineException failure)
        {
            finding = new EngineFinding(Part, "documents", Found: false, failure.Message, SqliteLibrary.Find() is null ? "apt-get install libsqlite3-0" : "Set the documents folder to one that exists and can be read.");
            return null;
        }
    }
}
