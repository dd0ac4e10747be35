using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Troupe.Contracts;

namespace Troupe.Benchmarks.Sessions;

/// <summary>
/// A client that weighs next to nothing beside the session that it opens in the same process: a socket, on which it writes the frames of RFC 6455 itself and throws away what comes.
/// </summary>
internal sealed class PlainClient : IDisposable
{
    private static readonly byte[] Scratch = new byte[64 * 1024];

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private uint _samples;

    /// <summary>Connects to the WebSocket of a session, and does the handshake of a page with microphone and voice.</summary>
    public static PlainClient Open(Uri url)
    {
        var client = new PlainClient();
        client._socket.Connect(url.Host, url.Port);
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        client._socket.Send(Encoding.ASCII.GetBytes(
            $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"));
        var answer = Encoding.ASCII.GetString(Scratch, 0, client._socket.Receive(Scratch));
        if (!answer.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The server gave no WebSocket: " + answer.Split('\n')[0]);
        }

        client.Send(new SessionStart { Id = "start", Protocol = Protocol.Version, Input = new AudioFormatOffer(16_000), Output = new AudioFormatOffer(24_000) });
        client.Send(new MicrophoneOpen { Id = "microphone" });
        return client;
    }

    /// <summary>Sends a message.</summary>
    public void Send(ClientMessage message) => Send(0x81, Wire.Write(message));

    /// <summary>Sends 20 ms of silence from the microphone.</summary>
    public void SendSilence()
    {
        Span<byte> frame = stackalloc byte[AudioPacket.HeaderBytes + 640];
        frame.Clear();
        new AudioPacket(AudioPacketKind.Microphone, 0, 0, _samples, 0, Last: false).Write(frame);
        _samples += 320;
        Send(0x82, frame);
    }

    /// <summary>Throws away what came; gives the number of bytes.</summary>
    public int Drain()
    {
        var bytes = 0;
        while (_socket.Available > 0)
        {
            bytes += _socket.Receive(Scratch);
        }

        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    // Frames of clients are masked; a mask of zeros leaves them as they are.
    private void Send(byte head, ReadOnlySpan<byte> content)
    {
        Span<byte> frame = stackalloc byte[content.Length + 8];
        frame[0] = head;
        var start = 2;
        if (content.Length < 126)
        {
            frame[1] = (byte)(0x80 | content.Length);
        }
        else
        {
            frame[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)content.Length);
            start = 4;
        }

        frame.Slice(start, 4).Clear();
        content.CopyTo(frame[(start + 4)..]);
        _socket.Send(frame[..(start + 4 + content.Length)]);
    }
}
