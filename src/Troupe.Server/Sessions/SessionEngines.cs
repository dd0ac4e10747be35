using Troupe.Conversation;

namespace Troupe.Server.Sessions;

/// <summary>The engines that all sessions share, found and warmed up in the background while the server starts.</summary>
internal sealed class SessionEngines(EngineSource source, TimeProvider time, ILogger<SessionEngines> logger) : BackgroundService, IAsyncDisposable
{
    private static readonly EngineFinding WarmingUp = new("engines", "", Found: false, "The engines are warming up.", "Ask again in a moment.");
    private static readonly EngineFinding Failed = new("engines", "", Found: false, "The engines could not be started.", "See the server's log.");

    private volatile OpenedEngines? _opened;
    private volatile bool _failed;

    /// <summary>The engines, or null while they are not ready.</summary>
    public ConversationEngines? Current => _opened?.Engines;

    /// <summary>What is missing now: a sentence for each part that does not work, with its cure.</summary>
    public IReadOnlyList<EngineFinding> Missing => Current is { } engines
        ? [.. EngineParts.Of(engines).Where(part => !part.Ready).SelectMany(part => part.Findings)]
        : [_failed ? Failed : WarmingUp];

    /// <summary>Releases the engines; sessions have ended by then.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_opened?.Owner is { } owner)
        {
            await owner.DisposeAsync();
        }

        Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var began = time.GetTimestamp();
        try
        {
            // The source may compute for seconds before it first waits; the server's start does not wait for it.
            await Task.Yield();
            _opened = await source(stoppingToken);
            foreach (var missing in Missing.Concat(EngineParts.MissingBeside(_opened.Engines)))
            {
                logger.EngineMissing(missing.Part, missing.Detail, missing.Cure ?? "none known");
            }

            logger.EnginesReady(time.GetElapsedTime(began).TotalMilliseconds, Missing.Count);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops before its engines are ready.
        }
        catch (Exception exception)
        {
            _failed = true;
            logger.EnginesFailed(exception);
        }
    }
}
