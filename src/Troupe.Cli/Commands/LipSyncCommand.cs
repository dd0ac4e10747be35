using System.CommandLine;
using System.CommandLine.Parsing;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Text.Json;
using Troupe.Cli.Doctor;
using Troupe.Cli.LipSync;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Performances;
using Troupe.Engines;

namespace Troupe.Cli.Commands;

/// <summary>
/// <c>troupe lipsync</c>: the performance of a sound, of speech whose phones and times are known, or that a voice speaks, without a session. The last line on standard output is a summary in JSON.
/// Exit code 1 when the voice does not work here, 2 when what was given cannot be used.
/// </summary>
internal sealed class LipSyncCommand : ExampledCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Option<FileInfo?> _phones = new("--phones") { Description = "Phones with their times, in JSON: [{\"ipa\":\"h\",\"duration\":62}, …], milliseconds; \"\" is a pause. Or {\"phones\":[…],\"words\":[…],\"unit\":\"s\"}." };

    private readonly Option<FileInfo?> _audio = new("--audio") { Description = "The sound, a WAV file of PCM16: a network hears the mouth in it. With --phones: the sound that they belong to. It is read, never written; the performance is as long as it." };

    private readonly Option<FileInfo?> _model = new("--model") { Description = "With --audio: the weights of another network than the one that comes with the program, as tools/lipsync trains them." };

    private readonly Option<string?> _text = new("--text") { Description = "Words that a voice of this machine speaks; the phones are the voice's. With --audio: the words of that sound, whose times are found in it." };

    private readonly Option<string?> _voice = new("--voice") { Description = "With --text: the voice. Default: the server's." };

    private readonly Option<FileInfo?> _saveAudio = new("--save-audio") { Description = "With --text: the WAV file that the voice's sound is written to." };

    private readonly Option<string?> _preset = new("--preset") { Description = $"What of the mouth is shown: {string.Join(", ", LipSyncSettings.Presets.Keys)}. Default: natural; with --text the server's." };

    private readonly Option<FileInfo?> _settings = new("--settings") { Description = "Settings of lip sync in JSON: a preset and what deviates from it, such as {\"preset\":\"calm\",\"minVisemeInterval\":50}." };

    private readonly Option<FileInfo> _out = new("--out") { Description = $"The performance, a file that is called x{PerformanceFile.Extension}.", Required = true };

    private readonly Option<FileInfo?> _frames = new("--frames") { Description = "A table (CSV) with a row for each frame: time in milliseconds, the weights of the 15 visemes, how far the jaw is open." };

    private readonly Option<bool> _blendShapes = new("--blend-shapes") { Description = "Put frames of the 52 ARKit blend shapes into the performance, for players that do not know its curves." };

    private readonly Option<double> _fps = new("--fps") { Description = "Frames per second of --frames and --blend-shapes, 1 to 1000.", DefaultValueFactory = _ => 100 };

    public LipSyncCommand()
        : base("lipsync", "Make a performance file: from sound alone (--audio), from phones with times (--phones, to a sound with --audio), from words that a voice speaks (--text), or from a sound and its words (--audio and --text).", "troupe lipsync --text \"Good morning.\" --out morning.performance.json")
    {
        foreach (var option in new Option[] { _phones, _audio, _model, _text, _voice, _saveAudio, _preset, _settings, _out, _frames, _blendShapes, _fps })
        {
            Add(option);
        }

        Add(new LipSyncConvertCommand());
        _fps.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 1 and <= 1000))
            {
                result.AddError("--fps is 1 to 1000 frames per second.");
            }
        });
        Validators.Add(result =>
        {
            if (Problem(result) is { } problem)
            {
                result.AddError(problem);
            }
        });
        SetAction(RunAsync);
    }

    private string? Problem(CommandResult result)
    {
        var (phones, text, sound) = (result.GetValue(_phones) is not null, result.GetValue(_text) is not null, result.GetValue(_audio) is not null);
        return (phones, text, sound) switch
        {
            (false, false, false) => "Give a sound with --audio FILE.wav, phones with --phones FILE.json, or words for a voice to speak with --text \"…\".",
            (true, true, _) => "Give either --phones or --text: the phones of a text are those of the voice that speaks it.",
            (_, true, true) when result.GetValue(_voice) is not null || result.GetValue(_saveAudio) is not null => "With --audio the words of --text are already spoken: leave --voice and --save-audio out, or leave --audio out to have a voice speak them.",
            _ when (phones || !sound) && result.GetValue(_model) is not null => "--model hears the sound of --audio: give that, and leave --phones and --model out of one command.",
            _ when !text && result.GetValue(_voice) is not null => "--voice speaks the words of --text: give them, or leave --voice out.",
            _ when !text && result.GetValue(_saveAudio) is not null => "--save-audio keeps the sound of --text: give that, or leave --save-audio out.",
            _ when string.IsNullOrWhiteSpace(result.GetValue(_text)) && text => "--text is empty: give words to say.",
            (false, false, true) when result.GetValue(_preset) is not null || result.GetValue(_settings) is not null => "--preset and --settings choose among known phones: give them with --phones, give the words of the sound with --text, or leave both out.",
            _ when result.GetValue(_preset) is { } preset && result.GetValue(_settings) is not null => $"--settings says which preset it deviates from: put \"preset\":\"{preset}\" into the file, or leave one of the two out.",
            _ when result.GetValue(_preset) is { } preset && !LipSyncSettings.Presets.ContainsKey(preset) => $"--preset '{preset}' is none; choose one of {string.Join(", ", LipSyncSettings.Presets.Keys)}.",
            _ => Overwritten(result) is { } file ? $"{file} is named twice: give every file that is read or written a name of its own." : null,
        };
    }

    private FileInfo? Overwritten(CommandResult result) => new[] { result.GetValue(_phones), result.GetValue(_audio), result.GetValue(_settings), result.GetValue(_saveAudio), result.GetValue(_out), result.GetValue(_frames) }
        .OfType<FileInfo>()
        .GroupBy(file => file.FullName, StringComparer.Ordinal)
        .FirstOrDefault(files => files.Count() > 1)?.First();

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var settings = await SettingsAsync(arguments, cancellationToken);
            var heard = new ProgressLine("Heard seconds", Console.Error);
            var (utterance, aligned) = (arguments.GetValue(_phones), arguments.GetValue(_audio), arguments.GetValue(_text)) switch
            {
                ({ } phones, var sound, _) => (await PhonesWay.ActAsync(phones, sound, settings ?? LipSyncSettings.Natural, cancellationToken), (AlignedSpans?)null),
                (null, { } sound, null) => (await SoundWay.HearAsync(sound, arguments.GetValue(_model), heard.Report, cancellationToken), null),
                (null, { } sound, { } text) => await AlignedWay.AlignAsync(sound, text, EmbeddedPronouncer.Open(ServerOptions.Read().Engines), settings ?? LipSyncSettings.Natural, arguments.GetValue(_model), heard.Report, cancellationToken),
                _ => (await SpeakAsync(arguments, settings, cancellationToken), null),
            };
            var frames = Write(utterance, arguments, cancellationToken);
            Console.WriteLine(JsonSerializer.Serialize(LipSyncSummary.Of(utterance, aligned, frames, Stopwatch.GetElapsedTime(began)), Json));
            return 0;
        }
        catch (LipSyncException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return problem.ExitCode;
        }
        catch (Exception problem) when (problem is PerformanceException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return LipSyncException.BadInput;
        }
    }

    // Null when none are given.
    private async Task<LipSyncSettings?> SettingsAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(_settings) is not { } file)
        {
            return arguments.GetValue(_preset) is { } preset ? LipSyncSettings.Presets[preset] : null;
        }

        try
        {
            return LipSyncSettingsFile.Read(await File.ReadAllBytesAsync(file.FullName, cancellationToken));
        }
        catch (PerformanceException problem)
        {
            throw new LipSyncException($"{file}: {problem.Message}");
        }
    }

    private async Task<PerformedUtterance> SpeakAsync(ParseResult arguments, LipSyncSettings? given, CancellationToken cancellationToken)
    {
        var (engines, conversation) = ServerOptions.Read();
        var lipSync = given ?? conversation.LipSync.ToSettings();
        var (utterance, sound) = await TextWay.SpeakAsync(
            arguments.GetRequiredValue(_text)!,
            arguments.GetValue(_voice) ?? engines.Voice,
            engines.Voices,
            conversation.Style,
            lipSync,
            new ProgressLine("Spoken phrases", Console.Error).Report,
            cancellationToken);
        if (arguments.GetValue(_saveAudio) is { } file)
        {
            await File.WriteAllBytesAsync(file.FullName, sound.ToBytes(), cancellationToken);
            await Console.Error.WriteLineAsync(file.ToString());
        }

        return utterance;
    }

    private int Write(PerformedUtterance utterance, ParseResult arguments, CancellationToken cancellationToken)
    {
        var (rate, frames) = (arguments.GetValue(_fps), 0);
        var file = new PerformanceFile { Version = PerformanceFile.Latest, DigitalSourceType = Protocol.GeneratedMedia, Utterances = [utterance] };
        var timeline = PerformanceTimeline.Of(file);
        if (arguments.GetValue(_blendShapes))
        {
            var drawing = new ProgressLine("Packed frames", Console.Error);
            var track = PerformanceFrames.BlendShapes(timeline, rate, done => drawing.Report(done, timeline.FramesAt(rate)), cancellationToken);
            (file, frames) = (file with { Utterances = [utterance with { Frames = track }] }, track.Count);
        }

        var output = arguments.GetRequiredValue(_out);
        using (var stream = output.Create())
        {
            PerformanceJson.Write(file, stream);
        }

        Console.Error.WriteLine(output);
        if (arguments.GetValue(_frames) is { } table)
        {
            var drawing = new ProgressLine("Drawn frames", Console.Error);
            using var text = new StreamWriter(table.Create());
            frames = FrameTable.Write(timeline, rate, text, done => drawing.Report(done, timeline.FramesAt(rate)), cancellationToken);
            Console.Error.WriteLine(table);
        }

        return frames;
    }
}
