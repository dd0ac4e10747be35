using System.Runtime.CompilerServices;
using Troupe.Contracts.Control;
using Troupe.Conversation;
using Troupe.Conversation.Dialogue;

namespace Troupe.Server.Policy;

/// <summary>Looks at what a presenter is about to say, by its tenant's policy as it is at that moment.</summary>
/// <param name="tenant">The tenant.</param>
/// <param name="session">The session.</param>
/// <param name="rulesets">The policies.</param>
/// <param name="held">Where phrases wait.</param>
internal sealed class SpeechScreen(TenantId tenant, string session, TenantRulesets rulesets, HeldPhrases held) : IPhraseScreen
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<Phrase> ScreenAsync(Phrase phrase, string before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var document = rulesets.Of(tenant).Rules.Document;
        var decision = rulesets.ScreenSpeech(tenant, phrase.Text, before);
        if (decision is Decision.Review && phrase.Index != Phrase.Filler)
        {
            var waiting = await held.HoldAsync(tenant, session, decision.TextOr(phrase.Text), decision, document.Review, cancellationToken);
            if (waiting is not null && document.Sentences.Holding is { Length: > 0 } meanwhile)
            {
                yield return new Phrase(Phrase.Filler, meanwhile);
            }

            var verdict = waiting is null ? null : await held.WaitAsync(waiting, cancellationToken);
            if (Words(verdict, document, decision.TextOr(phrase.Text)) is { } words)
            {
                yield return phrase with { Text = words };
                yield break;
            }
        }
        else if (decision is not (Decision.Deny or Decision.Review))
        {
            yield return decision is Decision.Allow ? phrase : phrase with { Text = decision.TextOr(phrase.Text) };
            yield break;
        }

        if (phrase.Index != Phrase.Filler && IsSaid(decision, document) && document.Sentences.Fallback is { Length: > 0 } fallback && !before.EndsWith(fallback, StringComparison.Ordinal))
        {
            yield return phrase with { Text = fallback };
        }
    }

    // The words of a phrase that was held; null when it is not to be said.
    private static string? Words((ReviewVerdict Verdict, string Text)? verdict, PolicyDocument document, string held) => verdict switch
    {
        { Verdict: ReviewVerdict.Reject } => null,
        { Text: var text } => text,
        null => document.Review.SpeechAtDeadline is ReviewFallback.Allow ? held : null,
    };

    private static bool IsSaid(Decision decision, PolicyDocument document) => decision is Decision.Deny || document.Review.SpeechAtDeadline is not ReviewFallback.Deny;
}
