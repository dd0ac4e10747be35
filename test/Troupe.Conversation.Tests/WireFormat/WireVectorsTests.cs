using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Troupe.Contracts;

namespace Troupe.Conversation.Tests.WireFormat;

/// <summary>The frames that hold the C# and the TypeScript side of the wire together.</summary>
[Trait("Category", "fast")]
public sealed class WireVectorsTests
{
    private static readonly JsonElement Audio = Read("audio.json");
    private static readonly JsonElement Messages = Read("messages.json");

    [Fact]
    public void Audio_packets_are_those_of_the_vectors()
    {
        foreach (var vector in Audio.GetProperty("frames").EnumerateArray())
        {
            var bytes = Convert.FromHexString(vector.GetProperty("hex").GetString()!);
            var expected = vector.GetProperty("packet");
            AudioPacket.TryRead(bytes, out var packet, out var samples).ShouldBeTrue();
            packet.ShouldBe(new AudioPacket(
                Enum.Parse<AudioPacketKind>(expected.GetProperty("kind").GetString()!, ignoreCase: true),
                expected.GetProperty("epoch").GetUInt32(),
                expected.GetProperty("utterance").GetUInt32(),
                expected.GetProperty("offset").GetUInt32(),
                expected.GetProperty("seq").GetInt64(),
                expected.GetProperty("last").GetBoolean()));
            MemoryMarshal.Cast<byte, short>(samples).ToArray()
                .ShouldBe([.. expected.GetProperty("samples").EnumerateArray().Select(sample => sample.GetInt16())]);

            var written = new byte[AudioPacket.HeaderBytes];
            packet.Write(written);
            written.ShouldBe(bytes[..AudioPacket.HeaderBytes]);
        }
    }

    [Fact]
    public void Broken_audio_packets_are_refused()
    {
        foreach (var vector in Audio.GetProperty("refused").EnumerateArray())
        {
            var bytes = Convert.FromHexString(vector.GetProperty("hex").GetString()!);
            AudioPacket.TryRead(bytes, out _, out _).ShouldBeFalse(vector.GetProperty("name").GetString());
        }
    }

    [Fact]
    public void Messages_of_the_server_keep_every_field()
    {
        foreach (var vector in Messages.GetProperty("server").EnumerateArray())
        {
            var message = Wire.ReadServer(Encoding.UTF8.GetBytes(vector.GetRawText())).ShouldNotBeNull();
            ShouldBeSame(Wire.Write(message), vector);
        }
    }

    [Fact]
    public void Messages_of_the_client_keep_every_field()
    {
        foreach (var vector in Messages.GetProperty("client").EnumerateArray())
        {
            var message = Wire.ReadClient(Encoding.UTF8.GetBytes(vector.GetRawText())).ShouldNotBeNull();
            ShouldBeSame(Wire.Write(message), vector);
        }
    }

    private static void ShouldBeSame(byte[] written, JsonElement expected)
    {
        using var document = JsonDocument.Parse(written);
        JsonElement.DeepEquals(document.RootElement, expected).ShouldBeTrue($"{document.RootElement.GetRawText()}\nis not\n{expected.GetRawText()}");
    }

    private static JsonElement Read(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "vectors", "wire")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("vectors/wire");
        }

        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.FullName, "vectors", "wire", file)));
        return document.RootElement.Clone();
    }
}
