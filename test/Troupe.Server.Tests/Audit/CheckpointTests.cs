using System.Security.Cryptography;
using System.Text;
using Troupe.Contracts.Merkle;

namespace Troupe.Server.Tests.Audit;

[Trait("Category", "fast")]
public sealed class CheckpointTests : IDisposable
{
    private readonly NoteKey _key = new("example.com/log", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private Checkpoint Tree { get; } = new("example.com/log", 42, MerkleHash.OfLeaf("a"u8));

    public void Dispose() => _key.Dispose();

    [Fact]
    public void A_note_is_three_lines_an_empty_line_and_a_signature_that_others_can_check()
    {
        var lines = Tree.Sign(_key).Split('\n');
        lines[..4].ShouldBe(["example.com/log", "42", Tree.Root.ToString(), ""]);
        lines[4].ShouldStartWith("\u2014 example.com/log ");
        lines[5].ShouldBe("");

        // Checked without any code of the product but the key's line.
        var key = Convert.FromBase64String(_key.ToString().Split('+', 3)[2]);
        key[0].ShouldBe((byte)2);
        var signature = Convert.FromBase64String(lines[4].Split(' ')[2]);
        signature[..4].ShouldBe(SHA256.HashData(key.AsSpan(1))[..4]);
        using var plain = ECDsa.Create();
        plain.ImportSubjectPublicKeyInfo(key.AsSpan(1), out _);
        plain.VerifyData(Encoding.UTF8.GetBytes($"{lines[0]}\n{lines[1]}\n{lines[2]}\n"), signature.AsSpan(4), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence).ShouldBeTrue();
    }

    [Fact]
    public void Who_has_the_line_of_the_key_reads_the_note()
    {
        using var key = NoteKey.Parse($"{_key}\n");
        Checkpoint.Read(Tree.Sign(_key), key).ShouldBe(Tree);
    }

    [Fact]
    public void A_note_with_further_lines_and_further_signatures_is_read()
    {
        using var witness = new NoteKey("witness.example", ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var note = Tree.Sign(_key) + Tree.Sign(witness).Split("\n\n")[1];
        Checkpoint.Read(note, _key).ShouldBe(Tree);
        Checkpoint.Read(note, witness).ShouldBe(Tree);
    }

    [Fact]
    public void No_letter_of_a_note_can_be_changed()
    {
        var note = Tree.Sign(_key);
        for (var index = 0; index < note.Length; index++)
        {
            var changed = $"{note[..index]}{(note[index] == 'A' ? 'B' : 'A')}{note[(index + 1)..]}";
            Should.Throw<FormatException>(() => Checkpoint.Read(changed, _key));
        }
    }

    [Fact]
    public void The_signature_of_another_key_does_not_count()
    {
        using var other = new NoteKey("example.com/log", ECDsa.Create(ECCurve.NamedCurves.nistP256));
        Should.Throw<FormatException>(() => Checkpoint.Read(Tree.Sign(other), _key)).Message.ShouldContain("no signature of the key example.com/log");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a+b+c")]
    [InlineData("example.com+00000000+AQ==")]
    public void What_is_no_key_is_refused_with_the_way_to_get_one(string line) =>
        Should.Throw<FormatException>(() => NoteKey.Parse(line)).Message.ShouldContain("GET /v1/audit/key");

    [Fact]
    public void A_key_on_another_curve_or_with_a_space_in_its_name_is_refused()
    {
        Should.Throw<ArgumentException>(() => new NoteKey("a", ECDsa.Create(ECCurve.NamedCurves.nistP384)));
        Should.Throw<ArgumentException>(() => new NoteKey("a b", ECDsa.Create(ECCurve.NamedCurves.nistP256)));
    }
}
