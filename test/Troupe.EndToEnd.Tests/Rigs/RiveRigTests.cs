using Troupe.Cli.Rigs;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;

namespace Troupe.EndToEnd.Tests.Rigs;

[Trait("Category", "fast")]
public sealed class RiveRigTests
{
    private static readonly byte[] Whole = RiveBuilder.Start()
        .ViewModel("Face").ViewModelNumber("gaze_x")
        .Artboard("Character").StateMachine("Idle").StateMachine("Talk").Number("viseme").Boolean("is_speaking").Trigger("gesture")
        .Artboard("Logo").ToArray();

    [Fact]
    public void A_number_input_for_the_viseme_is_usable()
    {
        var report = RigCheck.Of(RiveModel.Read(Whole));

        (report.Format, report.Name, report.Verdict).ShouldBe((RigFormat.Rive, "Character", RigVerdict.Usable));
        report.Way.Name.ShouldBe("the number of the viseme, state machine 'Talk' of artboard 'Character'");
        report.Way.Visemes[VisemeSet.OU].By.ShouldBe("viseme = 14");
        report.Notes.ShouldBeEmpty();
        var artboard = report.Rive!.Artboards[0];
        artboard.StateMachines.Select(machine => machine.Name).ShouldBe(["Idle", "Talk"]);
        artboard.StateMachines[1].Inputs.ShouldBe([new("viseme", RiveInputKind.Number), new("is_speaking", RiveInputKind.Boolean), new("gesture", RiveInputKind.Trigger)]);
        report.Rive.Artboards[1].ShouldSatisfyAllConditions(board => board.Name.ShouldBe("Logo"), board => board.StateMachines.ShouldBeEmpty());
        report.Rive.ViewModels.Single().Numbers.ShouldBe(["gaze_x"]);
    }

    [Fact]
    public void A_number_for_each_viseme_may_be_in_a_view_model()
    {
        var file = RiveBuilder.Start().ViewModel("Mouth");
        foreach (var name in VisemeNames.Morphs.Where(name => name != "viseme_sil"))
        {
            file.ViewModelNumber(name);
        }

        var report = RigCheck.Of(RiveModel.Read(file.Artboard("Character").ToArray()));

        (report.Verdict, report.Way.Name).ShouldBe((RigVerdict.Usable, "visemes, view model 'Mouth'"));
        report.Notes.Count.ShouldBe(2);
    }

    [Fact]
    public void Inputs_of_other_kinds_do_not_move_the_mouth()
    {
        var report = RigCheck.Of(RiveModel.Read(RiveBuilder.Start().Artboard("Character").StateMachine("Talk").Boolean("viseme").Trigger("viseme_aa").ToArray()));

        report.Verdict.ShouldBe(RigVerdict.NotUsable);
        RigText.Verdict(report).ShouldStartWith("Not usable: nothing opens the mouth. Give a state machine a number input 'viseme' that takes 0 to 14 (sil, PP, ");
    }

    [Fact]
    public void Every_cut_of_a_file_is_read_at_an_object_s_end_and_refused_elsewhere()
    {
        for (var length = 4; length < Whole.Length; length++)
        {
            try
            {
                RiveModel.Read(Whole.AsSpan(0, length)).Artboards.Count.ShouldBeLessThanOrEqualTo(2);
            }
            catch (RigException refused)
            {
                refused.Message.ShouldStartWith("is cut off: ");
            }
        }
    }

    [Fact]
    public void What_is_broken_is_named_with_its_byte()
    {
        Should.Throw<RigException>(() => RiveModel.Read("RIVE\u0007"u8)).Message.ShouldBe("is cut off: the version at byte 5 needs 1 bytes, 0 are left");
        Should.Throw<RigException>(() => RiveModel.Read(RiveBuilder.Start(version: 8).ToArray())).Message.ShouldBe("is a Rive file of version 8.0, and version 7 is read: export it again from today's editor");
        Should.Throw<RigException>(() => RiveModel.Read(RiveBuilder.Start().Stranger().ToArray())).Message.ShouldBe("is broken: property 9998 of the object at byte 31 is not in the file's table of properties");
        Should.Throw<RigException>(() => RiveModel.Read([.. "RIVE"u8, 7, 0, 0, 0, 1, 0])).Message.ShouldBe("is broken: its first object has type 1, and a Rive file begins with a backboard (23)");
        Should.Throw<RigException>(() => RiveModel.Read([.. "RIVE"u8, 7, 0, 0, 0])).Message.ShouldBe("is cut off: it holds no objects");
        Should.Throw<RigException>(() => RiveModel.Read([.. "RIVE"u8, 0xff, 0xff, 0xff, 0xff, 0xff, 1])).Message.ShouldBe("is broken: the version before byte 9 is greater than the format allows");
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_read_or_refused()
    {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++)
        {
            var changed = Whole.ToArray();
            for (var change = 0; change <= round % 4; change++)
            {
                changed[random.Next(4, changed.Length)] = (byte)random.Next(256);
            }

            GltfRigTests.ReadOrRefused(() => RigText.Lines("x", RigCheck.Of(RiveModel.Read(changed))).ToArray());
        }
    }
}
