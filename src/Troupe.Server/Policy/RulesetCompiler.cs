using System.Text.RegularExpressions;
using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Policy.Matching;

namespace Troupe.Server.Policy;

/// <summary>Compiles policies, and says every mistake in them.</summary>
internal sealed partial class RulesetCompiler
{
    /// <summary>Most terms of a policy: some ten times a long list of a brand, and 2 MB when compiled.</summary>
    public const int MaxTerms = 10_000;

    /// <summary>Most regular expressions of a policy: each costs some microseconds a phrase.</summary>
    public const int MaxPatterns = 200;

    /// <summary>Longest term, expression, sentence or advice.</summary>
    public const int MaxText = 500;

    private readonly List<Reason> _mistakes = [];
    private readonly List<CompiledRule> _rules = [];
    private readonly List<SoughtTerm> _terms = [];
    private readonly List<CompiledPattern> _patterns = [];
    private readonly List<(int, PersonalKind)> _personal = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>Compiles a policy.</summary>
    /// <param name="document">The policy.</param>
    /// <param name="mistakes">All mistakes, each with its place in the document and the way out.</param>
    /// <returns>The rules; null when there are mistakes.</returns>
    public static Ruleset? Compile(PolicyDocument document, out IReadOnlyList<Reason> mistakes)
    {
        var compiler = new RulesetCompiler();
        var ruleset = compiler.Compile(document);
        mistakes = compiler._mistakes;
        return mistakes.Count == 0 ? ruleset : null;
    }

    private Ruleset Compile(PolicyDocument document)
    {
        Each(document.Values, "values", (rule, at) => CheckValue(rule, at));
        Each(document.Terms, "terms", (rule, at) => AddTerms(rule, at));
        Each(document.Patterns, "patterns", (rule, at) => AddPattern(rule, at));
        Each(document.Redactions, "redactions", (rule, at) => AddPersonal(rule, at));
        Each(document.Topics, "topics", (rule, at) => AddTopic(rule, at));
        Check(_terms.Count <= MaxTerms, "too_many_terms", "/terms", $"There are {_terms.Count} terms and stems; the limit is {MaxTerms}.");
        Check(document.Patterns.Count <= MaxPatterns, "too_many_patterns", "/patterns", $"There are {document.Patterns.Count} expressions; the limit is {MaxPatterns}.");
        CheckReview(document.Review);
        CheckText(document.Sentences.Fallback, "/sentences/fallback");
        CheckText(document.Sentences.Holding, "/sentences/holding");
        CheckText(document.Sentences.Denied, "/sentences/denied");
        Check(document.Sentences.Denied.Length > 0, "sentence_missing", "/sentences/denied", "A person whose words are denied is answered: write the sentence.");
        return new Ruleset(document, _mistakes.Count > 0 ? [] : [.. document.Values.Select(rule => new ValueCheck(rule))], _rules, _terms, _patterns, _personal);
    }

    private static void Each<T>(IReadOnlyList<T> rules, string name, Action<T, string> add)
    {
        for (var index = 0; index < rules.Count; index++)
        {
            add(rules[index], $"/{name}/{index}");
        }
    }

    private void CheckValue(ValueRule rule, string at)
    {
        CheckId(rule.Id, at);
        CheckText(rule.Advice, at + "/advice");
        Check(rule.Field.StartsWith('/') || rule.Field is ValueKinds.Asset or ValueKinds.Choice, "field_unknown", at + "/field",
            "A field is a JSON pointer such as /look/outfit, or one of the kinds asset and choice.");
        Check(rule.Effect is PolicyEffect.Deny or PolicyEffect.Review, "effect_unfit", at + "/effect", "A value that is not allowed is denied or reviewed.");
    }

    private void AddTerms(TermRule rule, string at)
    {
        var index = AddRule(at, rule.Id, rule.Effect, rule.Places, rule.Replacement, rule.Advice, "A term of the list stands here.");
        for (var term = 0; term < rule.Terms.Count; term++)
        {
            AddTerm(index, term, rule.Terms[term], rule.Inflected, 1, $"{at}/terms/{term}");
        }
    }

    private void AddTerm(int rule, int index, string term, bool inflected, double weight, string at)
    {
        CheckText(term, at);
        var folded = FoldedText.Of(term).TrimEnd();
        if (!Check(folded.Length > 1, "term_empty", at, "A term has a letter or a digit."))
        {
            return;
        }

        var last = folded.LastIndexOf(' ') + 1;
        foreach (var (stem, endings) in inflected ? Inflection.Of(folded[last..]) : [(folded[last..], Endings.None)])
        {
            _terms.Add(new SoughtTerm(rule, index, folded[..last] + stem, endings, weight));
        }
    }

    private void AddPattern(PatternRule rule, string at)
    {
        var index = AddRule(at, rule.Id, rule.Effect, rule.Places, rule.Replacement, rule.Advice, "A pattern matches here.");
        if (CheckText(rule.Pattern, at + "/pattern") && CompiledPattern.Compile(index, rule.Pattern, out var compiled) is var mistake
            && Check(mistake is null, "pattern_unfit", at + "/pattern", mistake ?? ""))
        {
            _patterns.Add(compiled!);
        }
    }

    private void AddPersonal(RedactionRule rule, string at)
    {
        var (name, what) = rule.Detects switch
        {
            PersonalKind.Email => ("e-mail address", "An e-mail address stands here."),
            PersonalKind.Phone => ("phone number", "A phone number stands here."),
            _ => ("card number", "The number of a payment card stands here."),
        };
        var index = AddRule(at, rule.Id, PolicyEffect.Redact, rule.Places, rule.Replacement ?? $"[{name}]", advice: null, what);
        _personal.Add((index, rule.Detects));
    }

    private void AddTopic(TopicRule rule, string at)
    {
        var index = AddRule(at, rule.Id, rule.Effect, rule.Places, "", rule.Advice, "The text is about a topic of the policy.");
        _rules[index] = _rules[index] with { Threshold = rule.Threshold };
        Check(rule.Effect is PolicyEffect.Deny or PolicyEffect.Review, "effect_unfit", at + "/effect", "A topic is denied or reviewed: there is no place to redact.");
        Check(rule.Threshold > 0, "threshold_unfit", at + "/threshold", "A threshold is above 0, or every text is about the topic.");
        foreach (var (term, (text, weight)) in rule.Terms.Index())
        {
            AddTerm(index, term, text, inflected: true, weight, $"{at}/terms/{text}");
        }
    }

    private int AddRule(string at, string id, PolicyEffect effect, IReadOnlyList<PolicyPlace> places, string replacement, string? advice, string what)
    {
        CheckId(id, at);
        CheckText(replacement, at + "/replacement");
        CheckText(advice, at + "/advice");
        Check(effect is not PolicyEffect.Review || (places.Count > 0 && !places.Contains(PolicyPlace.Input)), "review_of_input", at + "/places",
            "What a person says cannot wait for a review: name the places speech, edit or both, or choose redact or deny.");
        var wayOut = effect switch
        {
            PolicyEffect.Redact => "It is replaced.",
            PolicyEffect.Review => "Somebody looks at it first; say it in other words to go on at once.",
            _ => "Say it in other words.",
        };
        _rules.Add(new CompiledRule(id, effect, CompiledRule.BitsOf(places), replacement, $"{what} {advice ?? wayOut}"));
        return _rules.Count - 1;
    }

    private void CheckReview(ReviewRules review)
    {
        Check(review.SpeechSeconds is >= 1 and <= 25, "deadline_unfit", "/review/speechSeconds", "A phrase waits 1 to 25 seconds.");
        Check(review.EditSeconds is >= 60 and <= 2_592_000, "deadline_unfit", "/review/editSeconds", "An edit waits 60 to 2592000 seconds.");
        Check(review.EditAtDeadline is not ReviewFallback.Fallback, "fallback_unfit", "/review/editAtDeadline", "An edit is allowed or denied at its deadline: nothing is said in its place.");
    }

    private void CheckId(string id, string at)
    {
        Check(IdPattern().IsMatch(id), "id_unfit", at + "/id", "An id is 1 to 60 of a-z, 0-9, point and hyphen, beginning with a letter or digit.");
        Check(_ids.Add(id), "id_repeated", at + "/id", $"Another rule is named '{id}' already.");
    }

    private bool CheckText(string? text, string at) =>
        Check(text is null || text.Length <= MaxText, "text_too_long", at, $"This has {text?.Length} characters; the limit is {MaxText}.");

    private bool Check(bool holds, string code, string at, string detail)
    {
        if (!holds)
        {
            _mistakes.Add(new Reason(code, detail, at));
        }

        return holds;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{0,59}\z", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex IdPattern();
}
