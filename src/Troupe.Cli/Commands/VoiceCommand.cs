using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Troupe.Cli.LipSync;
using Troupe.Cli.Voices;
using Troupe.Conversation.Acting.Calibrating;
using Troupe.Conversation.Acting.Listening;
using Troupe.Engines;

namespace Troupe.Cli.Commands;

/// <summary>
/// <c>troupe voice</c>: what is known of a voice. <c>calibrate</c> learns its mouth and writes a lip model for it alone; the last line on standard output is a summary in JSON.
/// Exit code 1 when the voice does not work here or nothing was gained, 2 when what was given cannot be used.
/// </summary>
internal sealed class VoiceCommand : ExampledCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Option<string?> _voice = new("--voice") { Description = "A voice of this machine, which is given the sentences to say." };

    private readonly Option<DirectoryInfo?> _recordings = new("--recordings") { Description = "A folder of any voice: WAV files of PCM16, a sentence each, and beside each a .txt file that says what is said." };

    private readonly Option<FileInfo> _out = new("--out") { Description = "The lip model of the voice: a file for --model of lipsync, and for Troupe:Engines:LipModel of the server.", Required = true };

    public VoiceCommand()
        : base("voice", "Work with voices.", "troupe voice calibrate --voice flite-rms --out rms.tlip")
    {
        var calibrate = new ExampledCommand("calibrate", "Learn how the mouth of one voice sounds, in about a minute, for lip sync from sound that nothing else is known of.", "troupe voice calibrate --voice flite-rms --out rms.tlip") { _voice, _recordings, _out };
        calibrate.Validators.Add(result =>
        {
            if (result.GetValue(_voice) is null == result.GetValue(_recordings) is null)
            {
                result.AddError("Give either a voice of this machine with --voice, or recordings of any voice with --recordings FOLDER.");
            }
        });
        calibrate.SetAction(CalibrateAsync);
        Add(calibrate);
        var sentences = new ExampledCommand("sentences", "Print the sentences that a voice is calibrated with, one a line: for voices that are recorded elsewhere.", "troupe voice sentences");
        sentences.SetAction(static arguments =>
        {
            foreach (var text in VoiceCalibration.Texts)
            {
                arguments.InvocationConfiguration.Output.WriteLine(text);
            }
        });
        Add(sentences);
    }

    private async Task<int> CalibrateAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (output, errors) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        try
        {
            var began = Stopwatch.GetTimestamp();
            var learned = await LearnAsync(arguments, errors, cancellationToken);
            if (!learned.IsBetter)
            {
                await errors.WriteLineAsync(FormattableString.Invariant(
                    $"Nothing was gained: the model that comes with Troupe hears {learned.Before:P0} of what was held back, and {learned.After:P0} after. No file is written; more or other sentences may help."));
                return LipSyncException.Failed;
            }

            var file = arguments.GetRequiredValue(_out);
            await File.WriteAllBytesAsync(file.FullName, learned.Weights, cancellationToken);
            await errors.WriteLineAsync(file.ToString());
            var summary = new { file = file.ToString(), sentences = learned.Sentences, before = Math.Round(learned.Before, 3), after = Math.Round(learned.After, 3), seconds = Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 1) };
            await output.WriteLineAsync(JsonSerializer.Serialize(summary, Json));
            return 0;
        }
        catch (LipSyncException problem)
        {
            await errors.WriteLineAsync(problem.Message);
            return problem.ExitCode;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(problem.Message);
            return LipSyncException.BadInput;
        }
    }

    private async Task<CalibratedVoice> LearnAsync(ParseResult arguments, TextWriter errors, CancellationToken cancellationToken)
    {
        var (engines, _) = ServerOptions.Read();
        var sentences = arguments.GetValue(_recordings) is { } folder
            ? await RecordedSentences.ReadAsync(folder, cancellationToken)
            : await SpokenSentences.SayAsync(arguments.GetValue(_voice)!, engines.Voices, new ProgressLine("Said sentences", errors).Report, cancellationToken);
        var calibration = new VoiceCalibration(LipModel.Default, EmbeddedPronouncer.Open(engines));
        var aligning = new ProgressLine("Aligned sentences", errors);
        foreach (var (index, sentence) in sentences.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!calibration.Add(sentence.Text, sentence.Sound))
            {
                await errors.WriteLineAsync($"{sentence.Name} is left out: its text does not fit its sound.");
            }

            aligning.Report(index + 1, sentences.Count);
        }

        return calibration.Sentences >= VoiceCalibration.LeastSentences
            ? calibration.Learn(new ProgressLine("Learned steps", errors).Report, cancellationToken)
            : throw new LipSyncException($"{calibration.Sentences} sentences fit their sound; a voice is learned from {VoiceCalibration.LeastSentences} at least. `troupe voice sentences` prints {VoiceCalibration.Texts.Count}.");
    }
}
