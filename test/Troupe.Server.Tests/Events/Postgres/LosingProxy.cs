using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Troupe.Server.Tests.Events.Postgres;

/// <summary>
/// Stands between a store and its data base. When asked to, it lets the next insert be committed and loses the answer: whoever waits for it only sees a broken connection.
/// </summary>
internal sealed class LosingProxy : IAsyncDisposable
{
    private const string SocketName = ".s.PGSQL.5432";

    private readonly string _folder = Directory.CreateTempSubdirectory("troupe-proxy-").FullName;
    private readonly string _beyond;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly Task _accepting;
    private int _losing;
    private volatile bool _away;
    private bool _staysAway;

    /// <param name="folder">The folder of the data base's socket.</param>
    public LosingProxy(string folder)
    {
        _beyond = Path.Combine(folder, SocketName);
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, SocketName)));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>How many answers were lost.</summary>
    public int Lost { get; private set; }

    /// <summary>A connection string that leads through here.</summary>
    public string Through(string connection, string folder) => connection.Replace($"Host={folder};", $"Host={_folder};", StringComparison.Ordinal);

    /// <summary>Loses the answer to the next insert that is committed.</summary>
    /// <param name="staysAway">Whether the data base cannot be reached from then on, until <see cref="ComeBack"/>.</param>
    public void LoseNextAnswer(bool staysAway)
    {
        _staysAway = staysAway;
        Volatile.Write(ref _losing, 1);
    }

    /// <summary>The data base can be reached again.</summary>
    public void ComeBack() => _away = false;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        CutAll();
        await _accepting;
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync();
                if (_away)
                {
                    client.Dispose();
                    continue;
                }

                var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await server.ConnectAsync(new UnixDomainSocketEndPoint(_beyond));
                (_open[client], _open[server]) = (true, true);
                _ = CarryAsync(client, server, answers: false);
                _ = CarryAsync(server, client, answers: true);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(Socket from, Socket to, bool answers)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while (await from.ReceiveAsync(buffer) is > 0 and var length)
            {
                if (answers && IsCommittedInsert(buffer.AsSpan(0, length)) && Interlocked.Exchange(ref _losing, 0) == 1)
                {
                    Lost++;
                    if (_staysAway)
                    {
                        _away = true;
                        CutAll();
                    }

                    break;
                }

                await to.SendAsync(buffer.AsMemory(0, length));
            }
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // The other half ends as well.
        }

        Cut(from);
        Cut(to);
    }

    // "Command complete" of an insert, and at the end "ready for query" outside of a transaction.
    private static bool IsCommittedInsert(ReadOnlySpan<byte> answer) => answer.IndexOf("INSERT 0 "u8) >= 0 && answer.EndsWith("Z\0\0\0\x05I"u8);

    private void CutAll()
    {
        foreach (var socket in _open.Keys)
        {
            Cut(socket);
        }
    }

    private void Cut(Socket socket)
    {
        _open.TryRemove(socket, out _);
        socket.Dispose();
    }
}
