namespace Troupe.Server.Policy.Matching;

/// <summary>Digits that belong together in a text, written or said, with what stands between them.</summary>
internal ref struct DigitRun(Span<byte> digits, Span<byte> groups)
{
    private readonly Span<byte> _digits = digits;
    private readonly Span<byte> _groups = groups;
    private int _digitCount;
    private int _groupCount;

    /// <summary>Room for digits and groups: longer runs are cut; no number that is looked for is as long.</summary>
    public const int Most = 40;

    /// <summary>First character, a plus or bracket before the digits included.</summary>
    public int Start { get; set; }

    /// <summary>Behind the last character.</summary>
    public int End { get; private set; }

    /// <summary>Whether a plus stands before it, or the word.</summary>
    public bool HasPlus { get; set; }

    /// <summary>Whether a bracket stands in it.</summary>
    public bool HasBracket { get; set; }

    /// <summary>Digits that were said as words.</summary>
    public int Said { get; private set; }

    /// <summary>The one character between all groups; a null character when there are several, or none.</summary>
    public char Separator { get; private set; }

    /// <summary>The digits, each 0 to 9.</summary>
    public readonly ReadOnlySpan<byte> Digits => _digits[.._digitCount];

    /// <summary>Digits in each group.</summary>
    public readonly ReadOnlySpan<byte> Groups => _groups[.._groupCount];

    /// <summary>Adds a group of digits.</summary>
    /// <param name="digits">The digits.</param>
    /// <param name="before">What stands between it and the group before.</param>
    /// <param name="end">Behind its last character.</param>
    /// <param name="said">Whether it is said as words.</param>
    public void Add(scoped ReadOnlySpan<char> digits, scoped ReadOnlySpan<char> before, int end, bool said)
    {
        if (_digitCount + digits.Length > _digits.Length || _groupCount == _groups.Length)
        {
            return;
        }

        foreach (var digit in digits)
        {
            _digits[_digitCount++] = (byte)char.GetNumericValue(digit);
        }

        Separator = _groupCount == 0 ? '\0'
            : before.Length != 1 ? '\0'
            : _groupCount == 1 || Separator == before[0] ? before[0]
            : '\0';
        _groups[_groupCount++] = (byte)digits.Length;
        Said += said ? digits.Length : 0;
        End = end;
    }

    /// <summary>Takes the last digit back: a unit follows tens.</summary>
    public void TakeBackZero()
    {
        _digitCount--;
        _groups[_groupCount - 1]--;
        Said--;
    }
}
