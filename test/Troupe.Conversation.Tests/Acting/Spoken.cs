using System.Globalization;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Tests.Acting;

/// <summary>Phonemes written as "h:60 ə:50 l:70 oʊ':150 _:120": symbol, an apostrophe for stress, milliseconds; _ is a pause.</summary>
internal static class Spoken
{
    public static IReadOnlyList<PhonemeTiming> Phones(string text)
    {
        var start = TimeSpan.Zero;
        var phonemes = new List<PhonemeTiming>();
        foreach (var part in text.Split(' '))
        {
            var colon = part.LastIndexOf(':');
            var symbol = part[..colon];
            var duration = TimeSpan.FromMilliseconds(double.Parse(part[(colon + 1)..], CultureInfo.InvariantCulture));
            phonemes.Add(new PhonemeTiming(symbol == "_" ? "" : symbol.TrimEnd('\''), start, duration, symbol.EndsWith('\'')));
            start += duration;
        }

        return phonemes;
    }
}
