using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Tests.Events.Protection;

[Trait("Category", "fast")]
public sealed class ProtectedJsonTests : IDisposable
{
    private static readonly StreamId Stream = new(new TenantId("acme"), "person", "a");
    private readonly Keyring _keyring = Keyring.InMemory();
    private readonly ProtectedJson _json;

    public ProtectedJsonTests() => _json = new ProtectedJson(_keyring);

    public void Dispose() => _keyring.Dispose();

    [Fact]
    public void What_is_protected_comes_back_and_is_nowhere_in_clear()
    {
        var json = Write(Ada);
        var text = Encoding.UTF8.GetString(json);
        text.ShouldContain("\"role\":\"guest\"");
        text.ShouldNotContain("Ada");
        text.ShouldNotContain("subject-1");
        var read = Read(json);
        (read.Role, read.Name.ValueOr(null), string.Join(' ', read.Ages.Select(age => age.ValueOr(0)))).ShouldBe(("guest", "Ada", "36 37"));
        read.ToString().ShouldNotContain("Ada");
    }

    [Fact]
    public void The_same_value_is_sealed_differently_each_time() => Write(Ada).ShouldNotBe(Write(Ada));

    [Fact]
    public void What_was_erased_reads_as_erased_and_the_rest_as_before()
    {
        var json = Write(Ada with { Ages = [Protected<int>.Of("subject-2", 40)] });
        _keyring.Erase(Stream.Tenant, _keyring.PseudonymOf(Stream.Tenant, "subject-1"));
        var read = Read(json);
        (read.Role, read.Name.IsErased, read.Name.ValueOr("?"), read.Ages[0].ValueOr(0)).ShouldBe(("guest", true, "?", 40));
    }

    [Fact]
    public void A_value_that_was_read_before_the_erasure_cannot_be_kept_after_it()
    {
        var read = Read(Write(Ada));
        _keyring.Erase(Stream.Tenant, _keyring.PseudonymOf(Stream.Tenant, "subject-1"));
        var again = Write(read);
        Encoding.UTF8.GetString(again).ShouldNotContain("$sealed");
        Read(again).Name.IsErased.ShouldBeTrue();
        Read(Write(Read(again))).Name.IsErased.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_of_a_person_who_was_erased_is_kept_again()
    {
        _keyring.Erase(Stream.Tenant, _keyring.PseudonymOf(Stream.Tenant, "subject-1"));
        Encoding.UTF8.GetString(Write(Ada)).ShouldNotContain("$sealed");
        Read(Write(Ada)).Name.IsErased.ShouldBeTrue();
    }

    [Fact]
    public void The_same_person_in_another_tenant_has_another_key()
    {
        var rival = Stream with { Tenant = new TenantId("rival") };
        var theirs = _json.Write(rival, "1", Ada);
        _keyring.Erase(Stream.Tenant, _keyring.PseudonymOf(Stream.Tenant, "subject-1"));
        ((Person)_json.Read(rival, "1", theirs, typeof(Person))!).Name.ValueOr(null).ShouldBe("Ada");
    }

    [Fact]
    public void A_sealed_value_that_was_moved_is_refused()
    {
        var json = Write(Ada);
        Should.Throw<ProtectionException>(() => _json.Read(Stream with { Id = "b" }, "1", json, typeof(Person)));
        Should.Throw<ProtectionException>(() => _json.Read(Stream, "2", json, typeof(Person)));
        Should.Throw<ProtectionException>(() => _json.Read(Stream with { Tenant = new TenantId("rival") }, "1", json, typeof(Person)));

        var swapped = JsonNode.Parse(json)!;
        var ages = swapped["ages"]!.AsArray();
        var first = ages[0];
        ages.RemoveAt(0);
        ages.Add(first);
        Should.Throw<ProtectionException>(() => Read(Encoding.UTF8.GetBytes(swapped.ToJsonString())));

        var other = JsonNode.Parse(Write(Ada with { Name = Protected<string>.Of("subject-2", "Grace") }))!;
        var mixed = JsonNode.Parse(json)!;
        mixed["name"]!["$sealed"] = other["name"]!["$sealed"]!.GetValue<string>();
        Should.Throw<ProtectionException>(() => Read(Encoding.UTF8.GetBytes(mixed.ToJsonString())));
    }

    [Fact]
    public void A_value_whose_key_is_missing_is_damage_and_not_erasure()
    {
        using var other = Keyring.InMemory();
        Should.Throw<ProtectionException>(() => new ProtectedJson(other).Read(Stream, "1", Write(Ada), typeof(Person))).Message.ShouldContain("does not fit the log");
    }

    [Fact]
    public void No_other_JSON_takes_it()
    {
        Should.Throw<NotSupportedException>(() => JsonSerializer.Serialize(Ada, EventCodec.Json));
        Should.Throw<NotSupportedException>(() => JsonSerializer.Serialize(Ada, Contracts.Wire.Json));
    }

    private static Person Ada { get; } = new("guest", Protected<string>.Of("subject-1", "Ada"), [Protected<int>.Of("subject-1", 36), Protected<int>.Of("subject-1", 37)]);

    private byte[] Write(Person person) => _json.Write(Stream, "1", person);

    private Person Read(byte[] json) => (Person)_json.Read(Stream, "1", json, typeof(Person))!;
}
