using System.Text;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Tests.Events.Protection;

[Trait("Category", "fast")]
public sealed class ProtectedFileTests : IDisposable
{
    private const string Place = "acme/recording/one";

    private static readonly TenantId Acme = new("acme");
    private static readonly string[] Lines = ["canary one\n", "canary two\n", "canary three\n"];

    private readonly Keyring _keyring = Keyring.InMemory();

    public void Dispose() => _keyring.Dispose();

    [Fact]
    public async Task What_was_written_is_read_and_stands_nowhere_in_the_file()
    {
        var file = await WriteAsync();
        Encoding.UTF8.GetString(file).ShouldNotContain("canary");
        (await ReadAsync(file)).ShouldBe(Lines);
    }

    [Fact]
    public async Task Wherever_a_process_dies_what_it_wrote_before_can_be_read()
    {
        var file = await WriteAsync();
        var read = new HashSet<int>();
        for (var length = 0; length <= file.Length; length++)
        {
            var lines = await ReadAsync(file[..length]);
            lines.ShouldBe(Lines.Take(lines.Count));
            read.Add(lines.Count);
        }

        read.ShouldBe([0, 1, 2, 3]);
    }

    [Fact]
    public async Task Whatever_byte_is_changed_nothing_is_read_that_was_not_written()
    {
        var file = await WriteAsync();
        for (var index = 0; index < file.Length; index++)
        {
            var changed = file.ToArray();
            changed[index] ^= 0x41;
            try
            {
                var lines = await ReadAsync(changed);
                lines.ShouldBe(Lines.Take(lines.Count));
                lines.Count.ShouldBeLessThan(3, $"byte {index} counts");
            }
            catch (ProtectionException)
            {
                // Noticed.
            }
        }
    }

    [Fact]
    public async Task Frames_cannot_change_places_and_files_not_either()
    {
        var file = await WriteAsync();
        var begin = Array.IndexOf(file, (byte)'\n') + 1;
        var size = 4 + Lines[0].Length + 16;
        byte[] swapped = [.. file[..begin], .. file[(begin + size)..(begin + (2 * size))], .. file[begin..(begin + size)], .. file[(begin + (2 * size))..]];
        await Should.ThrowAsync<ProtectionException>(() => ReadAsync(swapped));
        await Should.ThrowAsync<ProtectionException>(() => ReadAsync(file, "acme/recording/other"));
        await Should.ThrowAsync<ProtectionException>(async () =>
        {
            using var other = ProtectedFileReader.Open(new MemoryStream(file), _keyring, new TenantId("other"), Place);
            await other.CheckAsync(Token);
        });
    }

    [Fact]
    public async Task An_erased_person_has_no_file_any_more_and_gets_none()
    {
        var file = await WriteAsync();
        _keyring.Erase(Acme, _keyring.PseudonymOf(Acme, "ada"));
        using var reader = ProtectedFileReader.Open(new MemoryStream(file), _keyring, Acme, Place);
        (reader.IsErased, await reader.ReadAsync(Token)).ShouldBe((true, null));
        (await Should.ThrowAsync<ProtectionException>(WriteAsync)).Message.ShouldContain("erased");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<byte[]> WriteAsync()
    {
        var file = new MemoryStream();
        await using (var writer = new ProtectedFileWriter(() => file, _keyring, Acme, "ada", Place))
        {
            foreach (var line in Lines)
            {
                await writer.WriteAsync(Encoding.UTF8.GetBytes(line), Token);
                await writer.FlushAsync(Token);
            }
        }

        return file.ToArray();
    }

    private async Task<IReadOnlyList<string>> ReadAsync(byte[] file, string place = Place)
    {
        using var reader = ProtectedFileReader.Open(new MemoryStream(file), _keyring, Acme, place);
        var lines = new List<string>();
        while (await reader.ReadAsync(Token) is { } frame)
        {
            lines.Add(Encoding.UTF8.GetString(frame));
        }

        return lines;
    }
}
