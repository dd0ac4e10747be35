namespace Troupe.Conversation.Hearing;

/// <summary>A recognition that is open, and whoever reads its partials. One caller; not thread-safe.</summary>
internal sealed class OpenRecognition : IAsyncDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly Action<HearingEvent> _heard;
    private readonly Action<Exception> _failed;
    private readonly string _before;
    private bool _behind;
    private volatile bool _finishing;

    /// <summary>Begins to read.</summary>
    /// <param name="recognition">Is disposed with this.</param>
    /// <param name="before">What was understood of the same stretch before its sound begins; empty for nothing. Is put in front of each partial.</param>
    /// <param name="given">The last partial that was given of the same sound before: none of fewer words is given, so that what the person reads does not vanish and come back.</param>
    /// <param name="heard">Gets partials.</param>
    /// <param name="failed">Gets the failure while sound still comes.</param>
    /// <param name="abandoned">Ends all work.</param>
    public OpenRecognition(IRecognition recognition, string before, string given, Action<HearingEvent> heard, Action<Exception> failed, CancellationToken abandoned)
    {
        Recognition = recognition;
        _before = before.Length == 0 ? "" : before + " ";
        Given = given;
        _behind = given.Length > 0;
        _heard = heard;
        _failed = failed;
        _over = CancellationTokenSource.CreateLinkedTokenSource(abandoned);
        Partials = ReadPartialsAsync(_over.Token);
    }

    /// <summary>Takes the sound.</summary>
    public IRecognition Recognition { get; }

    /// <summary>Ends with the last partial; never fails.</summary>
    public Task Partials { get; }

    /// <summary>The last partial that was given, of this recognition or of one before it; empty before the first.</summary>
    public string Given { get; private set; }

    /// <summary>Says that the speech is over and waits for the transcript; what fails from here on fails only this.</summary>
    public ValueTask<Transcript> FinishAsync()
    {
        _finishing = true;
        return Recognition.FinishAsync(_over.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _over.Cancel();
        await Recognition.DisposeAsync();
        await Partials;
        _over.Dispose();
    }

    private async Task ReadPartialsAsync(CancellationToken over)
    {
        try
        {
            await foreach (var partial in Recognition.PartialsAsync(over))
            {
                _behind = _behind && ClauseEnd.Words(partial.Text).Count < ClauseEnd.Words(Given).Count;
                if (!_behind && partial.Text != Given)
                {
                    Given = partial.Text;
                    _heard(new PartialHeard(_before + partial.Text));
                }
            }
        }
        catch (Exception failure)
        {
            if (!over.IsCancellationRequested && !_finishing)
            {
                _failed(failure);
            }
        }
    }
}
