using System.Text;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Tests.Events.Protection;

[Trait("Category", "fast")]
public sealed class KeyringTests : IDisposable
{
    private static readonly TenantId Tenant = new("acme");
    private static readonly byte[] Value = "a value"u8.ToArray();
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keys_are_there_after_a_restart_and_for_this_user_alone()
    {
        var (key, data) = Seal("one");
        Open(key, data).ShouldBe("a value");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_folder["keys"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Directory.GetFiles(_folder["keys"]).Select(File.GetUnixFileMode).Distinct().ShouldBe([UnixFileMode.UserRead | UnixFileMode.UserWrite]);
        }
    }

    [Fact]
    public void An_erased_key_is_nowhere_in_its_file()
    {
        var (key, data) = Seal("one");
        var (kept, keptData) = Seal("two");
        var before = File.ReadAllBytes(Keys);
        var wrapped = before.AsSpan(256 + 88, 60).ToArray();
        using (var keyring = Reopen())
        {
            keyring.Erase(Tenant, keyring.PseudonymOf(Tenant, "one"));
            keyring.Open(Tenant, key, data, Place).ShouldBeNull();
        }

        var after = File.ReadAllBytes(Keys);
        after.Length.ShouldBe(before.Length);
        after.AsSpan().IndexOf(wrapped.AsSpan(12, 32)).ShouldBe(-1);
        after.AsSpan(256 + 88, 60).ToArray().ShouldBe(new byte[60]);
        Open(key, data).ShouldBeNull();
        Open(kept, keptData).ShouldBe("a value");
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc\n")]
    [InlineData("zz")]
    public void A_file_without_keys_is_refused(string content)
    {
        Seal("one");
        File.WriteAllText(Kek, content);
        Should.Throw<ProtectionException>(Reopen).Message.ShouldContain("openssl rand -hex 32");
    }

    [Fact]
    public void A_key_encryption_key_that_others_may_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have no mode there.");
        Seal("one");
#pragma warning disable CA1416 // Skipped on Windows.
        File.SetUnixFileMode(Kek, UnixFileMode.UserRead | UnixFileMode.GroupRead);
#pragma warning restore CA1416
        Should.Throw<ProtectionException>(Reopen).Message.ShouldContain("chmod 600");
    }

    [Fact]
    public void A_new_first_line_wraps_all_keys_anew_and_the_old_line_may_go()
    {
        var (key, data) = Seal("one");
        var before = File.ReadAllBytes(Keys);
        var fresh = new string('b', 64);
        File.WriteAllText(Kek, $"{fresh}\n{File.ReadAllText(Kek)}");
        Open(key, data).ShouldBe("a value");
        File.WriteAllText(Kek, fresh);
        Open(key, data).ShouldBe("a value");
        File.ReadAllBytes(Keys).AsSpan().IndexOf(before.AsSpan(256 + 88, 60)).ShouldBe(-1);
        Directory.GetFiles(_folder["keys"]).Length.ShouldBe(2);
    }

    [Fact]
    public void A_change_of_the_key_encryption_key_that_a_crash_cut_short_goes_on_at_the_next_start()
    {
        var (key, data) = Seal("one");
        var (other, otherData) = Seal("two");
        var before = File.ReadAllBytes(Keys);
        File.WriteAllText(Kek, $"{new string('b', 64)}\n{File.ReadAllText(Kek)}");
        Open(key, data).ShouldBe("a value");

        // The first key was wrapped anew, the second and the header were not.
        var cut = File.ReadAllBytes(Keys);
        before.AsSpan(512).CopyTo(cut.AsSpan(512));
        before.AsSpan(0, 256).CopyTo(cut);
        File.WriteAllBytes(Keys, cut);
        (Open(key, data), Open(other, otherData)).ShouldBe(("a value", "a value"));
        File.WriteAllText(Kek, new string('b', 64));
        (Open(key, data), Open(other, otherData)).ShouldBe(("a value", "a value"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_key_that_a_crash_tore_is_left_out_and_the_others_stay(bool filled)
    {
        var (key, data) = Seal("one");
        Seal("two");
        using (var file = File.OpenWrite(Keys))
        {
            file.SetLength(file.Length - 41);
            file.SetLength(file.Length + (filled ? 41 : 0));
        }

        Open(key, data).ShouldBe("a value");
        var (third, thirdData) = Seal("two");
        Open(third, thirdData).ShouldBe("a value");
    }

    [Fact]
    public async Task Nothing_that_is_written_while_a_person_is_erased_can_be_read_after_it()
    {
        using var keyring = Reopen();
        using var started = new CountdownEvent(4);
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var written = new List<(Guid Key, byte[]? Data)>();
            for (var value = 0; value < 2000; value++)
            {
                written.Add(keyring.Seal(Tenant, "one", origin: null, Value, _ => Place));
                if (value == 100)
                {
                    started.Signal();
                }
            }

            return written;
        })).ToArray();
        started.Wait(TestContext.Current.CancellationToken);
        keyring.Erase(Tenant, keyring.PseudonymOf(Tenant, "one"));
        var all = (await Task.WhenAll(writers)).SelectMany(written => written).ToArray();
        all.Count(value => value.Data is not null).ShouldBeGreaterThan(400);
        all.Where(value => value.Data is not null).ShouldAllBe(value => keyring.Open(Tenant, value.Key, value.Data!, Place) == null);
    }

    private static byte[] Place => "a place"u8.ToArray();

    private string Keys => _folder["keys/subjects"];

    private string Kek => _folder["keys/kek"];

    private Keyring Reopen() => Keyring.Open(Keys, Kek);

    private (Guid Key, byte[] Data) Seal(string subject)
    {
        using var keyring = Reopen();
        var (key, data) = keyring.Seal(Tenant, subject, origin: null, Value, _ => Place);
        return (key, data.ShouldNotBeNull());
    }

    private string? Open(Guid key, byte[] data)
    {
        using var keyring = Reopen();
        return keyring.Open(Tenant, key, data, Place) is { } clear ? Encoding.UTF8.GetString(clear) : null;
    }
}
