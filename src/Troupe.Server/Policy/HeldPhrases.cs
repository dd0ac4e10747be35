using System.Collections.Concurrent;
using Troupe.Contracts.Control;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Policy;

/// <summary>The phrases that sessions of this node wait to speak. Thread-safe.</summary>
internal sealed class HeldPhrases(EventStreams streams, TimeProvider time, ILogger<HeldPhrases> logger)
{
    private readonly ConcurrentDictionary<StreamId, HeldPhrase> _held = new();

    /// <summary>Holds a phrase: reviewers see it once this returns. Null when the log cannot be written.</summary>
    public async ValueTask<HeldPhrase?> HoldAsync(TenantId tenant, string session, string text, Decision decision, ReviewRules rules, CancellationToken cancellationToken)
    {
        var patience = TimeSpan.FromSeconds(rules.SpeechSeconds);
        var stream = new StreamId(tenant, Review.Kind, Guid.CreateVersion7().ToString("n"));
        var held = new HeldPhrase(text, patience);
        _held[stream] = held;
        try
        {
            var opened = new ReviewOpened(PolicyPlace.Speech, time.GetUtcNow() + patience, rules.SpeechAtDeadline, decision.Findings)
            {
                Session = session,
                Text = Protected<string>.Of(Review.SubjectOf(stream.Id), text),
            };
            await streams.Store.AppendAsync([streams.Write(stream, 0, [opened])], cancellationToken);
            held.Stream = stream;
            return held;
        }
        catch (Exception failure) when (failure is EventStoreException or OperationCanceledException)
        {
            _held.TryRemove(stream, out _);
            if (failure is EventStoreException)
            {
                logger.ReviewUnwritten(failure.Message);
                return null;
            }

            throw;
        }
    }

    /// <summary>Waits for a verdict until the deadline.</summary>
    /// <returns>The verdict and the words to say by it; null when the deadline passed.</returns>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public async ValueTask<(ReviewVerdict Verdict, string Text)?> WaitAsync(HeldPhrase held, CancellationToken cancellationToken)
    {
        try
        {
            return await held.Verdict.WaitAsync(held.Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Whoever decides at the last moment was first, if the log says so.
            return await CloseAsync(held, new ReviewExpired()) ? null : await held.Verdict.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await CloseAsync(held, new ReviewWithdrawn());
            throw;
        }
    }

    /// <summary>Tells whoever waits what was decided.</summary>
    /// <returns>False when nobody waits here.</returns>
    public bool Tell(TenantId tenant, string review, ReviewVerdict verdict, string? text) =>
        _held.TryGetValue(new StreamId(tenant, Review.Kind, review), out var held) && held.Tell(verdict, text ?? held.Text);

    /// <summary>Forgets a phrase, once the log says that its review has ended.</summary>
    /// <returns>False when nobody waited here.</returns>
    public bool Forget(StreamId review) => _held.TryRemove(review, out _);

    private async ValueTask<bool> CloseAsync(HeldPhrase held, IDomainEvent end)
    {
        try
        {
            return await streams.Store.AppendAsync([streams.Write(held.Stream, 1, [end])], CancellationToken.None) is AppendOutcome.Appended;
        }
        catch (EventStoreException failure)
        {
            logger.ReviewUnwritten(failure.Message);
            return true;
        }
    }
}

/// <summary>A phrase that waits to be spoken.</summary>
/// <param name="text">The phrase, redacted.</param>
/// <param name="patience">How long it waits.</param>
internal sealed class HeldPhrase(string text, TimeSpan patience)
{
    private readonly TaskCompletionSource<(ReviewVerdict, string)?> _verdict = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The stream of its review.</summary>
    public StreamId Stream { get; set; }

    /// <summary>The phrase, redacted.</summary>
    public string Text => text;

    /// <summary>How long it waits.</summary>
    public TimeSpan Patience => patience;

    /// <summary>What is decided, and the words to say by it.</summary>
    public Task<(ReviewVerdict Verdict, string Text)?> Verdict => _verdict.Task;

    /// <summary>Says what is decided.</summary>
    public bool Tell(ReviewVerdict verdict, string words) => _verdict.TrySetResult((verdict, words));
}
