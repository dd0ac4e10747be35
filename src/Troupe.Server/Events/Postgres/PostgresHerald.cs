using System.Globalization;
using System.Threading.Channels;
using Npgsql;

namespace Troupe.Server.Events.Postgres;

/// <summary>Tells other servers that the log has grown: beside the commits, so that no append waits for it, and no more often than they need to hear it. Thread-safe.</summary>
internal sealed class PostgresHerald(NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>The channel on which servers tell each other; what is told is the head.</summary>
    public const string Channel = "troupe_events";

    // Telling takes as long as a commit without a disk: a server that writes all the time tells two hundred times a second instead of thousands.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Channel<long> _heads = System.Threading.Channels.Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Tells a head, or a later one. Never waits.</summary>
    public void Tell(long head) => _heads.Writer.TryWrite(head);

    /// <summary>Tells the last head and ends.</summary>
    public void Close() => _heads.Writer.TryComplete();

    /// <summary>Tells until closed.</summary>
    public async Task RunAsync()
    {
        await foreach (var head in _heads.Reader.ReadAllAsync())
        {
            try
            {
                // A transaction that tells something is written down; nobody needs it to be durable.
                await using var tell = source.CreateCommand($"SELECT set_config('synchronous_commit', 'off', true), pg_notify('{Channel}', $1)");
                tell.Parameters.Add(new NpgsqlParameter<string> { TypedValue = head.ToString(CultureInfo.InvariantCulture) });
                await tell.ExecuteNonQueryAsync();
            }
            catch (Exception failure) when (PostgresFailure.Is(failure))
            {
                // The others look by themselves.
            }

            await Task.Delay(Pause, time);
        }
    }
}
