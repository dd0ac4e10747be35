using Troupe.Conversation.Hearing;
using Troupe.Conversation.Journal;

namespace Troupe.Conversation;

/// <content>What goes on beside the loop: the client's side is read, engines work. All that comes of it comes through the mailbox.</content>
public sealed partial class ConversationLoop
{
    /// <summary>How long an engine may take to let go when the session ends; one that takes longer is left behind.</summary>
    private static readonly TimeSpan LettingGo = TimeSpan.FromSeconds(5);

    /// <summary>The part that failed when an engine does not let go.</summary>
    internal const string LettingGoPart = "session";

    private readonly CancellationTokenSource _ending = new();
    private readonly List<Task> _running = [];

    private void Pump()
    {
        Run(PumpClientAsync);
        if (_hearer is not null)
        {
            Run(() => PumpListenerAsync(_hearer.Listener));
        }
    }

    private async Task PumpClientAsync()
    {
        try
        {
            await foreach (var input in _transport.ReadAsync(_ending.Token))
            {
                await _mailbox.PostAsync(new LoopItem.FromClient(input), _ending.Token);
            }

            await PostAsync(new LoopItem.ClientGone(Failure: null));
        }
        catch (Exception failure)
        {
            await PostAsync(new LoopItem.ClientGone(failure));
        }
    }

    private async Task PumpListenerAsync(Listener listener)
    {
        await foreach (var heard in listener.EventsAsync(CancellationToken.None))
        {
            await PostAsync(new LoopItem.FromListener(heard));
        }
    }

    /// <summary>Posts unless the session ends.</summary>
    private async ValueTask PostAsync(LoopItem item)
    {
        try
        {
            await _mailbox.PostAsync(item, _ending.Token);
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // Nobody takes it any more.
        }
    }

    /// <summary>Begins work, unless what comes of it was recorded.</summary>
    private void Run(Func<Task> work)
    {
        if (!IsReplayed)
        {
            _running.RemoveAll(task => task.IsCompletedSuccessfully);
            _running.Add(work());
        }
    }

    private async ValueTask LetGoAsync()
    {
        _ending.Cancel();
        if (_hearer is not null)
        {
            Run(() => _hearer.Listener.DisposeAsync().AsTask());
        }

        try
        {
            await Task.WhenAll(_running).WaitAsync(LettingGo, _clock.Time);
        }
        catch (Exception failure)
        {
            _journal.Append(new EngineFailed(_clock.Now, LettingGoPart, failure is TimeoutException ? "An engine did not let go in time." : failure.Message));
        }

        _mailbox.Dispose();
        _ending.Dispose();
    }

    private async Task FinishRecognitionAsync(Listener listener, uint recognition)
    {
        LoopItem.FromRecognizer understood;
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        try
        {
            var transcript = await listener.FinishAsync(givenUp.Token).AsTask().WaitAsync(_options.StallTimeout, _clock.Time, _ending.Token);
            understood = new LoopItem.FromRecognizer(recognition, transcript.Text, Failure: null);
        }
        catch (TimeoutException)
        {
            givenUp.Cancel();
            understood = new LoopItem.FromRecognizer(recognition, "", new EngineException("The recogniser gave no transcript in time.", transient: true));
        }
        catch (Exception failure)
        {
            understood = new LoopItem.FromRecognizer(recognition, "", failure);
        }

        await PostAsync(understood);
    }
}
