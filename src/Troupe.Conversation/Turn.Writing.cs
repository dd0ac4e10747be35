using System.Runtime.CompilerServices;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation;

/// <content>Written, screened, and filled while it is late.</content>
internal sealed partial class Turn
{
    private int _characters;
    private bool _hasToken;
    private bool _hasPhrase;

    private async IAsyncEnumerable<string> WatchAsync(IAsyncEnumerable<string> text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var piece in text.WithCancellation(cancellationToken))
        {
            Volatile.Write(ref _characters, _characters + piece.Length);
            if (!_hasToken)
            {
                _hasToken = true;
                await ReachAsync(LatencyMark.FirstToken);
            }

            yield return piece;
        }
    }

    private async IAsyncEnumerable<Phrase> WriteAsync(IAsyncEnumerable<string> text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (phrase, took) in FillAsync(ScreenAsync(PhraseSplitter.SplitAsync(text, cancellationToken), cancellationToken), cancellationToken))
        {
            if (!_hasPhrase)
            {
                _hasPhrase = true;
                await ReachAsync(LatencyMark.FirstPhrase);
            }

            await TellAsync(new TurnProgress.Wrote(phrase.Index, phrase.Text, took));
            yield return phrase;
        }

        await TellAsync(new TurnProgress.WroteAll());
    }

    private async IAsyncEnumerable<ScreenedPhrase> ScreenAsync(IAsyncEnumerable<Phrase> phrases, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = "";
        await foreach (var phrase in phrases.WithCancellation(cancellationToken))
        {
            await foreach (var screened in ScreenAsync(phrase, before, cancellationToken))
            {
                yield return screened;
                before = screened.Phrase.Index == Phrase.Filler ? before : EndOf($"{before} {screened.Phrase.Text}");
            }
        }
    }

    private async IAsyncEnumerable<ScreenedPhrase> ScreenAsync(Phrase phrase, string before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (stages.Screen is not { } screen)
        {
            yield return new ScreenedPhrase(phrase, Took: null);
            yield break;
        }

        var began = clock.Now;
        var passed = false;
        await foreach (var screened in StageFailure.NameAsync("screen", () => screen.ScreenAsync(phrase, before, cancellationToken), cancellationToken))
        {
            passed |= screened.Index == phrase.Index;
            yield return new ScreenedPhrase(screened, clock.Now - began);
        }

        if (!passed)
        {
            await TellAsync(new TurnProgress.Refused(phrase.Index));
        }
    }

    private static string EndOf(string said) =>
        said.Length <= IPhraseScreen.LongestBefore ? said.TrimStart() : said[(said.IndexOf(' ', said.Length - IPhraseScreen.LongestBefore) + 1)..];

    private async IAsyncEnumerable<ScreenedPhrase> FillAsync(IAsyncEnumerable<ScreenedPhrase> answer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var phrases = answer.GetAsyncEnumerator(cancellationToken);
        var first = phrases.MoveNextAsync().AsTask();
        if (stages is { Fillers: { } fillers, Voice: not null } && await IsLateAsync(first, fillers.After, cancellationToken)
            && await ScreenFillerAsync(fillers.Next(), cancellationToken) is { } filler && !first.IsCompleted)
        {
            yield return filler;
        }

        for (var more = await first; more; more = await phrases.MoveNextAsync())
        {
            yield return phrases.Current;
        }
    }

    private async ValueTask<bool> IsLateAsync(Task first, TimeSpan after, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var late = WaitAsync(after, waiting.Token);
        await Task.WhenAny(first, late);
        waiting.Cancel();
        return late.IsCompletedSuccessfully && !first.IsCompleted;
    }

    private async Task WaitAsync(TimeSpan after, CancellationToken cancellationToken)
    {
        var released = await _released.Task.WaitAsync(cancellationToken);
        await clock.WaitUntilAsync(released + after, cancellationToken);
    }

    private async ValueTask<ScreenedPhrase?> ScreenFillerAsync(Phrase filler, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var screened in ScreenAsync(filler, before: "", cancellationToken))
            {
                return screened;
            }
        }
        catch (Exception)
        {
            // A turn does not fail for its filler: if the screen is broken the answer finds out.
        }

        return null;
    }

    /// <summary>A phrase that may be spoken.</summary>
    private readonly record struct ScreenedPhrase(Phrase Phrase, TimeSpan? Took);
}
