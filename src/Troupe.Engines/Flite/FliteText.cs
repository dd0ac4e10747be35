using System.Text;

namespace Troupe.Engines.Flite;

/// <summary>A text as flite is to read it: one flite token per word, so that its words find back to the written ones.</summary>
internal sealed class FliteText
{
    private readonly int[] _wordOfToken;
    private readonly byte[] _utf8;

    private FliteText(string[] words, int[] wordOfToken, byte[] utf8)
    {
        Words = words;
        _wordOfToken = wordOfToken;
        _utf8 = utf8;
    }

    /// <summary>The words as written, separated by white space.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether there is anything to say.</summary>
    public bool IsSilent => _wordOfToken.Length == 0;

    /// <summary>Whether the last word ends a clause.</summary>
    public bool EndsWithPunctuation => Words.Count > 0 && Ends(Words[^1]);

    /// <summary>For flite: plain ASCII, zero-terminated.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>Position of the written word that a flite token stands for.</summary>
    public int WordOf(int token) => _wordOfToken[Math.Min(token, _wordOfToken.Length - 1)];

    /// <summary>
    /// Keeps letters, digits and inner apostrophes of each word and the punctuation that ends it. A single capital is the name of the letter;
    /// other capitals become small, so that flite reads words rather than spelling them. Anything else, which flite would drop or stumble over, is left out.
    /// </summary>
    public static FliteText From(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var wordOfToken = new List<int>(words.Length);
        var plain = new StringBuilder(text.Length + 2);
        for (var index = 0; index < words.Length; index++)
        {
            var start = plain.Length;
            foreach (var character in words[index])
            {
                if (char.IsAsciiLetterOrDigit(character) || (character == '\'' && plain.Length > start))
                {
                    plain.Append(char.ToLowerInvariant(character));
                }
            }

            while (plain.Length > start && plain[^1] == '\'')
            {
                plain.Length--;
            }

            if (plain.Length == start)
            {
                continue;
            }

            wordOfToken.Add(index);
            if (plain.Length == start + 1 && plain[start] == 'a' && words[index].Contains('A', StringComparison.Ordinal))
            {
                plain.Append('y');
            }

            if (Ends(words[index]))
            {
                plain.Append(words[index][^1]);
            }

            plain.Append(' ');
        }

        plain.Append('\0');
        return new FliteText(words, [.. wordOfToken], Encoding.ASCII.GetBytes(plain.ToString()));
    }

    private static bool Ends(string word) => word[^1] is ',' or '.' or '?' or '!' or ';' or ':';
}
