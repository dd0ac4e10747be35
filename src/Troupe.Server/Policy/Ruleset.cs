using Troupe.Contracts.Control;
using Troupe.Server.Policy.Matching;

namespace Troupe.Server.Policy;

/// <summary>The compiled rules of a tenant. Immutable; thread-safe. Allowing a text allocates nothing.</summary>
internal sealed class Ruleset
{
    private static readonly Decision Unknown = new Decision.Deny([new PolicyFinding("policy.unknown", PolicyEffect.Deny, "", 0, 0, "The policy is not known yet, so nothing is allowed; try again in a moment.")]);

    [ThreadStatic]
    private static Scratch? _scratch;

    private readonly IReadOnlyList<ValueCheck> _values;
    private readonly CompiledRule[] _rules;
    private readonly TermAutomaton _terms;
    private readonly CompiledPattern[] _patterns;
    private readonly (int Rule, PersonalKind Kind)[] _personal;
    private readonly bool _hasTerms;
    private bool _isClosed;

    /// <summary>Joins what was compiled, see <see cref="RulesetCompiler"/>.</summary>
    public Ruleset(
        PolicyDocument document,
        IReadOnlyList<ValueCheck> values,
        IReadOnlyList<CompiledRule> rules,
        IReadOnlyList<SoughtTerm> terms,
        IReadOnlyList<CompiledPattern> patterns,
        IReadOnlyList<(int Rule, PersonalKind Kind)> personal)
    {
        Document = document;
        _values = values;
        _rules = [.. rules];
        _terms = new TermAutomaton(terms);
        _hasTerms = terms.Count > 0;
        _patterns = [.. patterns];
        _personal = [.. personal];
    }

    /// <summary>Rules that allow everything.</summary>
    public static Ruleset Empty { get; } = new(new PolicyDocument(), [], [], [], [], []);

    /// <summary>Rules that allow nothing, for when those of a tenant are not known.</summary>
    public static Ruleset Closed { get; } = new(new PolicyDocument(), [], [], [], [], []) { _isClosed = true };

    /// <summary>What it was compiled from.</summary>
    public PolicyDocument Document { get; }

    /// <summary>The rules about words.</summary>
    public IReadOnlyList<CompiledRule> Rules => _rules;

    /// <summary>The rules about values.</summary>
    public IReadOnlyList<ValueCheck> Values => _values;

    /// <summary>Decides about values that somebody wants to set.</summary>
    public Decision Evaluate(IReadOnlyList<PolicyValue> values)
    {
        if (_values.Count == 0 && _rules.Length == 0 && !_isClosed)
        {
            return Decision.Allowed;
        }

        if (_isClosed)
        {
            return Unknown;
        }

        var findings = new List<PolicyFinding>();
        var changed = new PolicyValue[values.Count];
        for (var index = 0; index < values.Count; index++)
        {
            var value = values[index];
            findings.AddRange(_values.Select(check => check.Look(value)).OfType<PolicyFinding>());
            changed[index] = value.Kind == ValueKinds.Text ? value with { Value = Screen(value.Value, "", PolicyPlace.Edit, value.Pointer, findings) } : value;
        }

        return Decide(changed, findings);
    }

    /// <summary>Decides about a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="before">What was said before it: a place may begin there.</param>
    /// <param name="place">Where it stands.</param>
    public Decision Screen(string text, string before, PolicyPlace place)
    {
        if (_isClosed)
        {
            return Unknown;
        }

        var scratch = _scratch ??= new Scratch();
        var offset = Find(scratch, text, before, place);
        if (scratch.Matches.Count == 0)
        {
            return Decision.Allowed;
        }

        var findings = new List<PolicyFinding>();
        var changed = Report(scratch, text, offset, "", findings);
        return Decide([new PolicyValue("", ValueKinds.Text, changed)], findings);
    }

    /// <summary>The same words with every letter and digit of what may not be kept made unreadable.</summary>
    public string Mask(string text, PolicyPlace place)
    {
        var scratch = _scratch ??= new Scratch();
        Find(scratch, text, "", place);
        return scratch.Matches.Count == 0 ? text : string.Create(text.Length, (Text: text, scratch.Matches), static (masked, given) =>
        {
            given.Text.CopyTo(masked);
            foreach (var match in given.Matches)
            {
                foreach (ref var character in masked[match.Start..match.End])
                {
                    character = char.IsDigit(character) ? '0' : char.IsLetter(character) ? 'x' : character;
                }
            }
        });
    }

    private string Screen(string text, string before, PolicyPlace place, string pointer, List<PolicyFinding> findings)
    {
        var scratch = _scratch ??= new Scratch();
        var offset = Find(scratch, text, before, place);
        return scratch.Matches.Count == 0 ? text : Report(scratch, text, offset, pointer, findings);
    }

    /// <summary>Finds the places of all rules, in order, and says where the text begins among them.</summary>
    private int Find(Scratch scratch, string text, string before, PolicyPlace place)
    {
        var matches = scratch.Matches;
        matches.Clear();
        var whole = scratch.Join(before, text, out var offset);
        if (_hasTerms)
        {
            scratch.Folded.Fold(whole);
            _terms.Find(scratch.Folded, matches);
        }

        foreach (var pattern in _patterns)
        {
            if (_rules[pattern.Rule].HoldsIn(place))
            {
                pattern.Find(whole, matches);
            }
        }

        foreach (var (rule, kind) in _personal)
        {
            if (_rules[rule].HoldsIn(place))
            {
                Find(whole, kind, rule, matches);
            }
        }

        if (matches.Count > 0)
        {
            new MatchSieve(_rules, matches).Keep(place, offset);
        }

        return offset;
    }

    private static void Find(ReadOnlySpan<char> whole, PersonalKind kind, int rule, List<Match> matches)
    {
        if (kind is PersonalKind.Email)
        {
            MailAddresses.Find(whole, rule, matches);
        }
        else
        {
            PersonalNumbers.Find(whole, kind, rule, matches);
        }
    }

    private string Report(Scratch scratch, string text, int offset, string pointer, List<PolicyFinding> findings)
    {
        foreach (var match in scratch.Matches)
        {
            var rule = _rules[match.Rule];
            var start = Math.Max(match.Start - offset, 0);
            findings.Add(new PolicyFinding(rule.Id, rule.Effect, pointer, start, rule.Threshold is null ? match.End - offset - start : 0, rule.Detail));
        }

        return Redaction.Apply(text, offset, scratch.Matches, _rules);
    }

    private static Decision Decide(IReadOnlyList<PolicyValue> values, List<PolicyFinding> findings) =>
        findings.Count == 0 ? Decision.Allowed : findings.Max(finding => finding.Effect) switch
        {
            PolicyEffect.Deny => new Decision.Deny(findings),
            PolicyEffect.Review => new Decision.Review(values, findings),
            _ => new Decision.Redact(values, findings),
        };

    /// <summary>What one thread needs to look at a text; kept for the next one.</summary>
    private sealed class Scratch
    {
        private char[] _whole = new char[512];

        public FoldedText Folded { get; } = new();

        public List<Match> Matches { get; } = new(16);

        public ReadOnlySpan<char> Join(string before, string text, out int offset)
        {
            offset = before.Length == 0 ? 0 : before.Length + 1;
            if (_whole.Length < offset + text.Length)
            {
                _whole = new char[Math.Max(_whole.Length * 2, offset + text.Length)];
            }

            before.CopyTo(_whole);
            _whole[Math.Max(offset - 1, 0)] = ' ';
            text.CopyTo(_whole.AsSpan(offset));
            return _whole.AsSpan(0, offset + text.Length);
        }
    }
}
