using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Troupe.Contracts;
using Troupe.Conversation.Performances;

namespace Troupe.Conversation.Tests.Performances;

/// <summary>Whatever the file, it is read or refused with a reason; whatever the performance, it is read as it was written.</summary>
[Trait("Category", "fast")]
public sealed class PerformanceFileProperties
{
    private static readonly string[] Pieces =
        ["", "{", "}", "[", "]", ",", ":", "\"", "null", "true", "-1", "1e999", "99999999999", "0.5", "\"\\ud800\"", "[[[[", "\"version\":1", "\0", "ə"];

    private const string Phones =
        """{"unit":"s","phones":[{"ipa":"h","duration":0.062},{"ipa":"aɪ","start":0.062,"end":0.2,"stressed":true}],"words":[{"text":"Hi","start":0,"duration":0.2}]}""";

    [Fact]
    public void A_mangled_file_is_read_or_refused_with_a_reason() => Prop.ForAll(
        Gen.ListOf(WoundGen()).ToArbitrary(),
        wounds => IsReadOrRefused(Mangle(SamplePerformance.Text, wounds), PerformanceJson.Read))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Mangled_phones_are_read_or_refused_with_a_reason() => Prop.ForAll(
        Gen.ListOf(WoundGen()).ToArbitrary(),
        wounds => IsReadOrRefused(Mangle(Phones, wounds), TimedPhones.Read))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Any_bytes_are_read_or_refused_with_a_reason() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), bytes => IsReadOrRefused(bytes, PerformanceJson.Read) && IsReadOrRefused(bytes, TimedPhones.Read)).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Any_cues_are_read_as_they_were_written() => Prop.ForAll(
        (from visemes in Gen.ListOf(from viseme in Gen.Choose(0, 14) from start in TimeGen() from duration in TimeGen() from weight in WeightGen() select new VisemeSpan(viseme, start, duration, weight))
         from cues in Gen.ListOf(from name in TextGen() from start in TimeGen() from duration in TimeGen() from weight in WeightGen() select new PerformanceCue("x", name, start, duration, weight))
         from duration in TimeGen()
         select new PerformedUtterance { Duration = duration, Visemes = [.. visemes.OrderBy(viseme => viseme.Start)], Cues = [.. cues] }).ToArbitrary(),
        utterance =>
        {
            var read = PerformanceJson.Read(SamplePerformance.Write(new PerformanceFile { Version = 1, Utterances = [utterance] })).Utterances.Single();
            return read.Duration == utterance.Duration && read.Visemes.SequenceEqual(utterance.Visemes) && read.Cues.SequenceEqual(utterance.Cues);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Gen<Wound> WoundGen() =>
        from at in Gen.Choose(0, 1_000_000)
        from length in Gen.Choose(0, 40)
        from piece in Gen.Elements(Pieces)
        select new Wound(at, length, piece);

    private static Gen<double> TimeGen() => Gen.Choose(0, int.MaxValue).Select(part => part / (double)int.MaxValue * 86_000_000);

    private static Gen<double> WeightGen() => Gen.Choose(0, int.MaxValue).Select(part => part / (double)int.MaxValue);

    // Whole characters of any script and of the controls; half a pair is no text.
    private static Gen<string> TextGen() => Gen.NonEmptyListOf(Gen.Choose(1, 0x1FFFF).Select(code => Rune.IsValid(code) ? new Rune(code) : new Rune('x')))
        .Select(runes => string.Concat(runes.Select(rune => rune.ToString())));

    private static byte[] Mangle(string text, IEnumerable<Wound> wounds)
    {
        foreach (var (at, length, piece) in wounds)
        {
            var from = text.Length == 0 ? 0 : at % text.Length;
            text = string.Concat(text.AsSpan(0, from), piece, text.AsSpan(Math.Min(text.Length, from + length)));
        }

        return Encoding.UTF8.GetBytes(text);
    }

    private static bool IsReadOrRefused<T>(byte[] bytes, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return read(bytes) is not null;
        }
        catch (PerformanceException refused)
        {
            return refused.Message.Length > 10;
        }
    }

    private sealed record Wound(int At, int Length, string Piece);
}
