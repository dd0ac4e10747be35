using System.Globalization;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Tests.Acting;

/// <summary>Phonemes written as "h:60 ə:50 l:70 oʊ':150@-4 _:120": symbol, an apostrophe for stress, milliseconds, decibels of loudness if known; _ is a pause.</summary>
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
            var numbers = part[(colon + 1)..].Split('@');
            var duration = TimeSpan.FromMilliseconds(double.Parse(numbers[0], CultureInfo.InvariantCulture));
            double? loudness = numbers.Length > 1 ? double.Parse(numbers[1], CultureInfo.InvariantCulture) : null;
            phonemes.Add(new PhonemeTiming(symbol == "_" ? "" : symbol.TrimEnd('\''), start, duration, symbol.EndsWith('\''), loudness));
            start += duration;
        }

        return phonemes;
    }
}
