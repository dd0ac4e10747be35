using Troupe.Conversation.Acting.Calibrating;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Speaking;
using Troupe.Engines;

namespace Troupe.Benchmarks.LipSync;

/// <summary>Sound alone of a voice that the network had never heard, after <c>troupe voice calibrate</c>: learned from other sentences, their text, and nothing that the voice tells of its phones.</summary>
internal static class CalibratedWay
{
    private const string Name = "calibrated";

    /// <summary>Voices that no training has heard, by their sets.</summary>
    private static readonly Dictionary<string, string> Unheard = new(StringComparer.Ordinal) { ["flite_slt"] = "flite-slt", ["hts_slt"] = "hts-slt" };

    /// <summary>The way for a set, after about a minute; none for a set whose voice was trained on or cannot be asked to speak.</summary>
    public static async Task<IReadOnlyList<ILipSyncWay>> OfAsync(string set, LipModel model, IPronouncer pronouncer, CancellationToken cancellationToken)
    {
        if (!Unheard.TryGetValue(set, out var name))
        {
            return [];
        }

        using var voices = new EmbeddedVoices(new EmbeddedVoicesOptions());
        var calibration = new VoiceCalibration(model, pronouncer);
        foreach (var text in VoiceCalibration.Texts)
        {
            calibration.Add(text, (await voices.Get(name).SayAsync(text, cancellationToken)).Sound);
        }

        var learned = calibration.Learn((_, _) => { }, cancellationToken);
        Console.WriteLine(FormattableString.Invariant($"{name}: {learned.Sentences} sentences, {learned.Before:P1} of those held back are heard as their text says before calibration and {learned.After:P1} after it."));
        return [new AudioWay(LipModel.Read(learned.Weights), Name)];
    }
}
