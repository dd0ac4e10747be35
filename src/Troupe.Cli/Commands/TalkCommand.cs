using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Text.Encodings.Web;
using System.Text.Json;
using Troupe.Cli.Doctor;
using Troupe.Cli.Replay;
using Troupe.Cli.Talk;
using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Engines;
using Troupe.Testing.Pages;

namespace Troupe.Cli.Commands;

/// <summary>
/// <c>troupe talk</c>: one turn without a browser, in real time, with the engines and the behaviour that the server's settings and the environment choose. Writes <c>reply.wav</c>, <c>performance.json</c> and <c>timeline.svg</c>; the last line on standard output is a
/// summary in JSON. Exit code 0 only when an answer was spoken.
/// </summary>
internal sealed class TalkCommand : ExampledCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Argument<FileInfo?> _file = new("file") { Description = "A spoken question: WAV, PCM16, mono or stereo, 8 to 48 kHz.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _text = new("--text") { Description = "A written question instead of a spoken one." };
    private readonly Option<DirectoryInfo> _out = new("--out") { Description = "Where the files go.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("out", "talk")) };
    private readonly Option<string?> _voice = new("--voice") { Description = "Voice of the answer. Default: the server's." };
    private readonly Option<DirectoryInfo?> _documents = new("--documents") { Description = "Markdown documents to answer from. Default: the server's." };

    private readonly Option<string?> _journal = new("--journal") { Description = "Record the conversation into a file, for troupe replay." };

    private readonly Option<double> _patience = new("--patience") { Description = "Seconds to wait for the end of the answer after the question.", DefaultValueFactory = _ => 120 };

    public TalkCommand()
        : base("talk", "Ask one question, aloud or in writing, and keep the spoken answer.", "troupe talk --text \"How much is a ticket?\"")
    {
        Add(_file);
        Add(_text);
        Add(_out);
        Add(_voice);
        Add(_documents);
        Add(_journal);
        Add(_patience);
        Validators.Add(result =>
        {
            if (result.GetValue(_file) is null == string.IsNullOrWhiteSpace(result.GetValue(_text)))
            {
                result.AddError("Give either a WAV file or --text \"…\".");
            }
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        WavFile? question = null;
        if (arguments.GetValue(_file) is { } file)
        {
            try
            {
                question = WavFile.Parse(await File.ReadAllBytesAsync(file.FullName, cancellationToken));
            }
            catch (Exception problem) when (problem is IOException or FormatException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"{file}: {problem.Message}");
                return 2;
            }
        }

        EngineOptions options;
        ConversationOptions conversation;
        try
        {
            (options, conversation) = Settings(arguments);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or InvalidOperationException or ValidationException)
        {
            await Console.Error.WriteLineAsync(unreadable.Message);
            return 2;
        }

        await Console.Error.WriteLineAsync("Opening the engines …");
        await using var set = await EngineSet.OpenAsync(options, conversation.PresenterName, cancellationToken: cancellationToken);
        foreach (var missing in set.Findings.Where(finding => !finding.Found))
        {
            await Console.Error.WriteLineAsync($"{missing.Part}: {missing.Detail} {missing.Cure}");
        }

        if (question is not null && (set.Engines.Recognizer is null || set.Engines.VoiceActivity is null))
        {
            await Console.Error.WriteLineAsync("A spoken question needs voice activity and a recogniser; ask with --text instead.");
            return 1;
        }

        await set.WarmAsync(conversation, cancellationToken);
        await Console.Error.WriteLineAsync(question is null ? "Asking …" : $"Asking for {question.Duration.TotalSeconds:0.0} s …");
        var patience = TimeSpan.FromSeconds(arguments.GetValue(_patience));
        var turn = question is null
            ? await RecordedTurn.WriteAsync(set.Engines, conversation, arguments.GetValue(_text)!, patience, cancellationToken)
            : await RecordedTurn.SayAsync(set.Engines, conversation, question, patience, cancellationToken);

        var folder = arguments.GetValue(_out)!;
        folder.Create();
        await TurnFiles.WriteAsync(turn, folder.FullName, cancellationToken);
        foreach (var written in TurnFiles.Names)
        {
            await Console.Error.WriteLineAsync(Path.Combine(folder.ToString(), written));
        }

        if (arguments.GetValue(_journal) is { } journal)
        {
            RecordingFile.Write(journal, turn.Journal);
        }

        Console.WriteLine(JsonSerializer.Serialize(TurnSummary.Of(turn, set.Engines), Json));
        return turn.Heard is null ? 1 : 0;
    }
    // The server's, but for what the command says otherwise, and without a greeting, which would come before the question.
    private (EngineOptions Engines, ConversationOptions Conversation) Settings(ParseResult arguments)
    {
        var settings = ServerSettings.Read([]);
        var engines = settings.Get<EngineOptions>(ServerSettings.Engines);
        engines.Voice = arguments.GetValue(_voice) ?? engines.Voice;
        engines.Documents.Folder = arguments.GetValue(_documents)?.FullName ?? engines.Documents.Folder;
        if (engines.Mistakes() is [var mistake, ..])
        {
            throw new ValidationException(mistake);
        }

        var conversation = settings.Get<ConversationOptions>(ServerSettings.Conversation);
        conversation.Greeting = null;
        Validator.ValidateObject(conversation, new ValidationContext(conversation), validateAllProperties: true);
        return (engines, conversation);
    }
}
