using Microsoft.Extensions.Logging.Abstractions;
using Troupe.Contracts.Control;
using Troupe.Conversation.Dialogue;
using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;
using Troupe.Server.Policy;

namespace Troupe.Server.Tests.Policy;

/// <summary>What becomes of a phrase before it is spoken.</summary>
[Trait("Category", "fast")]
public sealed class SpeechScreenTests
{
    private static readonly PolicyDocument Rules = new()
    {
        Terms =
        [
            new TermRule("rivals", PolicyEffect.Deny, ["Acme"]),
            new TermRule("prices", PolicyEffect.Review, ["discount"]) { Places = [PolicyPlace.Speech] },
            new TermRule("names", PolicyEffect.Redact, ["Bob"]) { Replacement = "a colleague" },
        ],
    };

    private readonly EventStreams _streams = new(new InMemoryEventStore(TimeProvider.System), new EventCodec());
    private readonly TenantRulesets _rulesets = new();
    private readonly ManualTime _time = new();
    private readonly HeldPhrases _held;

    public SpeechScreenTests()
    {
        _held = new HeldPhrases(_streams, _time, NullLogger<HeldPhrases>.Instance);
        Use(Rules);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_what_is_allowed_as_it_is_and_the_rest_redacted()
    {
        var phrase = new Phrase(0, "All is well.");
        (await Screen().ScreenAsync(phrase, "", Token).SingleAsync(Token)).ShouldBeSameAs(phrase);
        (await SaidAsync("Ask Bob.")).ShouldBe(["Ask a colleague."]);
    }

    [Fact]
    public async Task Says_the_fallback_in_place_of_what_is_denied_once_in_a_row()
    {
        (await SaidAsync("Acme is good.")).ShouldBe(["I cannot say more about that."]);
        (await SaidAsync("Acme is cheap.", before: "Well. I cannot say more about that.")).ShouldBeEmpty();
        (await SaidAsync("Acme is good.", index: Phrase.Filler)).ShouldBeEmpty();
        Use(Rules with { Sentences = new PolicySentences { Fallback = "" } });
        (await SaidAsync("Acme is good.")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ReviewVerdict.Approve, null, "a colleague gives a discount.")]
    [InlineData(ReviewVerdict.Edit, "Ask us about prices.", "Ask us about prices.")]
    [InlineData(ReviewVerdict.Reject, null, "I cannot say more about that.")]
    public async Task Holds_what_is_reviewed_until_somebody_decides(ReviewVerdict verdict, string? text, string said)
    {
        await using var phrases = Screen().ScreenAsync(new Phrase(3, "Bob gives a discount."), "", Token).GetAsyncEnumerator(Token);
        (await phrases.MoveNextAsync()).ShouldBeTrue();
        phrases.Current.ShouldBe(new Phrase(Phrase.Filler, "One moment, please."));
        var next = phrases.MoveNextAsync();
        var review = await ReviewAsync();
        (await WordsAsync(review)).ShouldBe("a colleague gives a discount.");
        next.IsCompleted.ShouldBeFalse();
        _held.Tell(TenantId.Local, review, verdict, text).ShouldBeTrue();
        (await next).ShouldBeTrue();
        phrases.Current.ShouldBe(new Phrase(3, said));
        (await phrases.MoveNextAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(ReviewFallback.Allow, "A discount.")]
    [InlineData(ReviewFallback.Deny, null)]
    [InlineData(ReviewFallback.Fallback, "I cannot say more about that.")]
    public async Task Ends_by_itself_at_the_deadline(ReviewFallback fallback, string? said)
    {
        Use(Rules with { Review = new ReviewRules { SpeechSeconds = 5, SpeechAtDeadline = fallback }, Sentences = new PolicySentences { Holding = "" } });
        var saying = SaidAsync("A discount.");
        var review = await ReviewAsync();
        while (!saying.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await saying).ShouldBe(said is null ? [] : [said]);
        (await _streams.LoadAsync<Review>(TenantId.Local, review, Token)).State.State.ShouldBe(ReviewState.Expired);
    }

    [Fact]
    public async Task Withdraws_the_review_when_nobody_waits_any_more()
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var saying = Screen().ScreenAsync(new Phrase(0, "A discount."), "", over.Token).ToListAsync(over.Token).AsTask();
        var review = await ReviewAsync();
        await over.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(saying);
        (await _streams.LoadAsync<Review>(TenantId.Local, review, Token)).State.State.ShouldBe(ReviewState.Withdrawn);
    }

    [Fact]
    public async Task The_log_holds_no_word_of_a_held_phrase()
    {
        var saying = SaidAsync("Ms Canary gets a discount.");
        var review = await ReviewAsync();
        _held.Tell(TenantId.Local, review, ReviewVerdict.Approve, null);
        await saying;
        await foreach (var envelope in _streams.Store.ReadAsync(new EventFilter(), 0, Token))
        {
            System.Text.Encoding.UTF8.GetString(envelope.Data.Span).ShouldNotContain("Canary");
        }
    }

    private async Task<string?> WordsAsync(string review) => (await _streams.LoadAsync<Review>(TenantId.Local, review, Token)).State.ToView(review, 1).Text;

    private SpeechScreen Screen() => new(TenantId.Local, "s1", _rulesets, _held);

    private async Task<string[]> SaidAsync(string text, string before = "", int index = 0) =>
        await Screen().ScreenAsync(new Phrase(index, text), before, Token).Select(phrase => phrase.Text).ToArrayAsync(Token);

    private void Use(PolicyDocument document) => _rulesets.Swap(TenantId.Local, new TenantPolicy(_rulesets.Of(TenantId.Local).Version + 1, RulesetCompiler.Compile(document, out _)!, new DisclosureRules()));

    private async Task<string> ReviewAsync()
    {
        await foreach (var envelope in _streams.Store.SubscribeAsync(new EventFilter(Kind: Review.Kind), 0, Token))
        {
            return envelope.Stream.Id;
        }

        throw new InvalidOperationException("The subscription ended.");
    }
}
