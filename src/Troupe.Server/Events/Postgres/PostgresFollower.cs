using System.Globalization;
using Npgsql;

namespace Troupe.Server.Events.Postgres;

/// <summary>Brings what other servers append into the tail of this one: told by the data base, and looking by itself in case it was not.</summary>
internal sealed class PostgresFollower(NpgsqlDataSource source, PostgresReader reader, EventTail tail, TimeProvider time, ILogger logger)
{
    // What is told can be lost with a connection that died unnoticed, or with a server that died before it told. A revocation is to be known within half a second all the same.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(0.5);

    // More than the tail holds: whoever follows reads these from the data base.
    private const long MostToBring = 2048;

    /// <summary>Follows until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var reachable = true;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                await ListenAsync(connection, () => reachable = Back(reachable), cancellationToken);
            }
            catch (Exception failure) when (PostgresFailure.Is(failure) && !cancellationToken.IsCancellationRequested)
            {
                if (reachable)
                {
                    logger.StoreLost(failure.Message);
                }

                reachable = false;
                await Task.Delay(Again, time, cancellationToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, Action reached, CancellationToken cancellationToken)
    {
        var told = long.MaxValue;
        connection.Notification += (_, notification) => told = long.Parse(notification.Payload, CultureInfo.InvariantCulture);
        await using var listen = new NpgsqlCommand($"LISTEN {PostgresHerald.Channel}", connection);
        await listen.ExecuteNonQueryAsync(cancellationToken);
        while (true)
        {
            // What this server wrote itself is in the tail before it is told.
            if (told > tail.Head)
            {
                await BringAsync(cancellationToken);
            }

            reached();
            told = await connection.WaitAsync(Look, cancellationToken) ? told : long.MaxValue;
        }
    }

    private async Task BringAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (from, head) = (tail.Head, await reader.HeadAsync(cancellationToken));
            if (head <= from)
            {
                return;
            }

            if (head - from > MostToBring)
            {
                tail.Leap(head);
                continue;
            }

            var facts = new List<EventEnvelope>();
            await foreach (var envelope in reader.ReadAsync(new EventFilter(), from, cancellationToken))
            {
                facts.Add(envelope);
            }

            tail.TryExtend(from, facts);
        }
    }

    private bool Back(bool reachable)
    {
        if (!reachable)
        {
            logger.StoreFound();
        }

        return true;
    }
}
